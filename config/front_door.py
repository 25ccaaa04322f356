"""The front door: whole requests come in, in bounded time, and four threads of a process work on them.

granian hands a request to a WSGI program before its body has come, so that eight slow senders held all eight threads
of the site. Here the event loop waits for bodies instead, each for as long as its size allows; Django behind it stays
plain WSGI (ADR 12).
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from eorder.foundation.browsers import KEPT_BY_NOBODY, NOTHING, TOLD_ALWAYS
from eorder.foundation.sizes import LARGEST_UNSIGNED, largest_body

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]
Answer = tuple[int, list[tuple[str, str]], bytes]

THREADS = 4
"""Requests that one process works on at once."""
MOST_INSIDE = 500
"""Requests that one process holds at once, those whose bodies are still coming included."""
MOST_BYTES = 200_000_000
"""Bytes of large bodies that one process holds at once."""
PATIENCE = 15.0
"""Seconds that any body may take, besides the time for its size."""
SLOWEST = 40_000
"""Bytes a second that a slow line brings: a photo of 4 MB has 115 seconds."""
SLOW = "Kiriman Anda datang terlalu lambat dan tidak ada yang tercatat. Kirim lagi dari sambungan yang lebih baik."
CUT_OFF = "Kiriman Anda terputus di tengah jalan dan tidak ada yang tercatat. Kirim lagi."
FULL = "Terlalu banyak permintaan datang bersamaan. Tunggu sebentar lalu kirim lagi."
TOLD = {**TOLD_ALWAYS, "Content-Security-Policy": NOTHING, "Cache-Control": KEPT_BY_NOBODY}
BROKEN = "Ada kesalahan di pihak kami. Coba lagi sebentar lagi."


class FrontDoor:
    """An RSGI application in front of a WSGI one."""

    def __init__(self, application: Wsgi, *, hsts: str = "") -> None:
        """Stand in front of an application; `hsts` is what its refusals say of TLS, as Django's answers do."""
        self._application = application
        self._told = TOLD | ({"Strict-Transport-Security": hsts} if hsts else {})
        self._threads = ThreadPoolExecutor(THREADS, "request")
        self._inside = 0
        self._bytes = 0

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        status, headers, body = await self.answer(scope, protocol)
        protocol.response_bytes(status, headers, body)

    async def answer(self, scope: Any, protocol: Any) -> Answer:
        """Read the body, then let a thread work on the request."""
        environ = environ_of(scope)
        length = _length(environ)
        is_read = (
            0 < length <= largest_body(environ.get("HTTP_COOKIE", ""))
        )  # others are refused by their size alone
        held = length if is_read and length > LARGEST_UNSIGNED else 0
        if self._inside >= MOST_INSIDE or self._bytes + held > MOST_BYTES:
            return self._refusal(503, "busy", FULL)
        with self._holding(held):
            try:
                content = await _read(protocol, length) if is_read else b""
            except TimeoutError:
                return self._refusal(408, "too_slow", SLOW)
            if is_read and len(content) < length:  # the line broke, or this process is ending
                return self._refusal(503, "cut_off", CUT_OFF)
            environ["wsgi.input"] = io.BytesIO(content)
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, environ)

    @contextmanager
    def _holding(self, held: int) -> Any:
        self._inside += 1
        self._bytes += held
        try:
            yield
        finally:
            self._inside -= 1
            self._bytes -= held

    def _work(self, environ: Environ) -> Answer:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        try:
            pieces = self._application(
                environ, lambda status, headers, _error=None: begun.append((status, headers))
            )
            try:
                body = b"".join(pieces)
            finally:
                getattr(pieces, "close", bool)()
        except Exception as error:  # noqa: BLE001 - Django answers its own failures; this one is the server's
            what = str(error).partition("\n")[0]  # a database names values in the lines after it
            print(f"config.front_door: {type(error).__name__}: {what}", file=sys.stderr)  # noqa: T201 - the logs may be broken
            return self._refusal(500, "broken", BROKEN)
        status, headers = begun[0]
        return int(status.split(" ", 1)[0]), headers, body

    def _refusal(self, status: int, code: str, sentence: str) -> Answer:
        body = json.dumps({"code": code, "sentence": sentence}, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "Retry-After": "30",
            "Connection": "close",
            **self._told,
        }
        return status, [*headers.items()], body


async def _read(protocol: Any, length: int) -> bytes:
    """Read a body whole.

    Raises:
        TimeoutError: It does not come in time.
    """
    content = bytearray()

    async def read() -> None:
        async for piece in protocol:
            content.extend(piece)
            if len(content) >= length:
                return

    await asyncio.wait_for(read(), PATIENCE + length / SLOWEST)
    return bytes(content)


def environ_of(scope: Any) -> Environ:
    """Write an RSGI scope as WSGI wants it: bytes as Latin-1, headers as `HTTP_...`, the same header joined."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue  # with a dash it would be another header that somebody else vouches for
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


def _length(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0  # noqa: PLR2004 - no body is that long

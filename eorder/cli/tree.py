"""Web and worker as children of one process: both serve, both end, and one that dies is started again."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import typer

from config import database
from eorder.foundation.errors import ConfigurationError

WEB_WORKERS = 2
HEADER_PATIENCE = 10_000  # milliseconds for the head of a request
STOP_PATIENCE = 10  # seconds for requests and jobs at hand
DEATHS, DEATHS_WITHIN = 5, 60.0  # so many deaths in so many seconds are not an accident
LONGEST_PAUSE = 8.0  # seconds before a new try
PR_SET_PDEATHSIG = 1
NOT_FOR_CHILDREN = {"EORDER_OWNER_URL", "EORDER_OWNER_URL_FILE"}
"""Only migrations need it; what faces the public must not have it."""


class Child:
    """One long-running program of the tree and the history of its deaths."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        self.name = name
        self.arguments = arguments
        self.deaths: list[float] = []
        self.next_try = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches only the tree's root."""
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *self.arguments],
            cwd=Path(__file__).resolve().parent.parent.parent,
            env={name: value for name, value in os.environ.items() if name not in NOT_FOR_CHILDREN},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - the root of the tree has one thread
        )

    def tend(self, now: float) -> None:
        """Start the program again if it died, after a pause that grows.

        Raises:
            ConfigurationError: It dies again and again.
        """
        if self.process is not None and self.process.poll() is not None:
            self._mourn(self.process.returncode, now)
        if self.process is None and now >= self.next_try:
            self.start()

    def _mourn(self, code: int, now: float) -> None:
        self.process = None
        self.deaths = [*(each for each in self.deaths if now - each < DEATHS_WITHIN), now]
        if len(self.deaths) >= DEATHS:
            raise ConfigurationError(
                f"{self.name} berhenti terus (kode {code}); lihat pesan di atas. Sistem dihentikan."
            )
        pause = min(0.5 * 2 ** len(self.deaths), LONGEST_PAUSE)
        typer.echo(
            f"{self.name} berhenti tiba-tiba (kode {code}); dijalankan lagi dalam {pause:g} detik.", err=True
        )
        self.next_try = now + pause

    def ask_to_end(self) -> None:
        """Ask politely; what is at hand may be finished."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_end(self) -> None:
        """Wait for the end, then insist."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_PATIENCE + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def require_free(host: str, port: int) -> None:
    """Refuse an address that another program listens on, before anything is started.

    Raises:
        ConfigurationError: The address is taken or not of this machine.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigurationError(
                f"Alamat {host} porta {port} tidak dapat dipakai ({error.strerror}). "
                "Pilih porta lain dengan --port."
            ) from error


def serve(host: str, port: int, when_ready: Callable[[], None]) -> None:
    """Run web and worker until SIGINT or SIGTERM, then end both.

    Args:
        host: Address to listen on.
        port: Port to listen on.
        when_ready: Called once, when the site answers.

    Raises:
        ConfigurationError: One of them dies again and again; the other is ended too.
    """
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    children = [Child("Situs", _web(host, port)), Child("Pekerja", ["-m", "eorder.cli", "worker"])]
    waiting = True
    try:
        while not asked:
            database.revive()
            for child in children:
                child.tend(time.monotonic())
            if waiting and _answers(host, port):
                waiting = False
                when_ready()
            time.sleep(0.2)
    finally:
        for child in children:
            child.ask_to_end()
        for child in children:
            child.see_end()


def _web(host: str, port: int) -> list[str]:
    return [
        *("-m", "granian", "--interface", "rsgi", "--host", host, "--port", str(port)),
        *("--workers", str(WEB_WORKERS), "--http", "1", "--no-ws"),
        *("--http1-header-read-timeout", str(HEADER_PATIENCE)),
        *("--workers-kill-timeout", str(STOP_PATIENCE), "--respawn-failed-workers", "--log-level", "warning"),
        "config.rsgi:application",
    ]


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except ConnectionRefusedError:
        return False
    except OSError:  # no way to ask, as where even the loopback is down
        return True


def _end_with_parent() -> None:
    """Let the kernel end this child if the root of the tree is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

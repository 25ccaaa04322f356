"""Hand files to the process that cleans them: one helper for each of our processes, one file at a time."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eorder.foundation.errors import BusyError
from eorder.records.documents.cleaning import ANSWER, LENGTH, answer

PROGRAM = Path(__file__).with_name("cleaning.py")
PATIENCE = 5.0
"""Seconds that one upload waits for those before it; with a file's own time less than a transaction may idle."""


class Helper:
    """The helper of this process; started when first needed, and again if it died.

    Attributes:
        kilobytes: The most memory that the last file took, in KiB.
        milliseconds: Of work that it took.
    """

    kilobytes = milliseconds = 0

    def __init__(self) -> None:
        self._files_are_ours = False
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """Have no helper yet: a process that was forked must not read the answers to its parent."""
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def clean(self, kind: str, content: bytes) -> tuple[str, bytes]:
        """Clean one file.

        Args:
            kind: `pdf`, `picture` or `photo`.
            content: The file as it was sent.

        Returns:
            The verdict (`clean` and the media type, or a code word for what is wrong), and the new bytes.

        Raises:
            BusyError: Too many files wait already.
        """
        if self._files_are_ours:
            return _verdict_and_bytes(answer(kind, content))
        if not self._turn.acquire(timeout=PATIENCE):
            raise BusyError("Banyak berkas sedang diperiksa. Tunggu sebentar lalu kirim lagi.")
        try:
            found = self._ask(f"{kind}\n".encode() + LENGTH.pack(len(content)) + content)
        except (OSError, EOFError):
            self.end()
            found = b"heavy\n"
        finally:
            self._turn.release()
        return _verdict_and_bytes(found)

    @contextmanager
    def files_of_our_own(self) -> Iterator[None]:
        """Clean in this process, and those it forks, until the end of the block.

        Only for a program that makes every file itself, as a replay does: a process of its own for each takes
        several times as long as the cleaning.
        """
        self._files_are_ours = True
        try:
            yield
        finally:
            self._files_are_ours = False

    def end(self) -> None:
        """Let the helper go; it ends with its input."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _ask(self, request: bytes) -> bytes:
        asked, answers = self._pipes()
        asked.write(request)
        asked.flush()
        length, self.kilobytes, self.milliseconds = ANSWER.unpack(_read(answers, ANSWER.size))
        return _read(answers, length)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-I", str(PROGRAM)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={},
            )  # fmt: skip
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise EOFError
        return process.stdin, process.stdout


def _verdict_and_bytes(found: bytes) -> tuple[str, bytes]:
    verdict, _, cleaned = found.partition(b"\n")
    return verdict.decode(), cleaned


def _read(answers: IO[bytes], length: int) -> bytes:
    found = answers.read(length)
    if len(found) < length:
        raise EOFError
    return found


HELPER = Helper()
atexit.register(HELPER.end)

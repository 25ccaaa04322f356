"""One server process: make its data, start it, see whether it answers, clean up after a kill, stop it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from eorder.foundation.cluster.binaries import binaries_for
from eorder.foundation.cluster.place import SOCKET_NAME, Place
from eorder.foundation.errors import ConfigurationError

SUPERUSER = "eorder_admin"
SSL_REQUEST = bytes.fromhex("00000008 04d2162f")  # any server answers it with one letter
PATIENCE = 60.0  # seconds for a start with crash recovery, and for a stop
INITDB = (
    f"--username={SUPERUSER}",
    "--auth=trust",  # the socket's folder is private
    "--encoding=UTF8",
    "--locale-provider=builtin",  # the same on every machine
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
)
CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "shared_preload_libraries": "pg_stat_statements",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",  # one file for each day of the week, so that it does not grow for ever
    "log_directory": "log",
    "log_filename": "server-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_error_verbosity": "terse",  # which constraint refused, without the values of the row
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FLEETING = dict.fromkeys(DURABLE, "off")


class Server:
    """The server of one place; its caller holds the lock that lets only one process start or stop it."""

    def __init__(self, place: Place, *, durable: bool) -> None:
        self.place = place
        self.configuration = CONFIGURATION | (DURABLE if durable else FLEETING)

    def start(self) -> None:
        """Start the server and wait until it answers; make its data on first use, clean up after a kill."""
        self._make_data()
        self._configure()
        self.place.make_sockets()
        self._bury()
        self._control("start", "--log", str(self.place.base / "start.log"))

    def stop(self) -> None:
        """End sessions, write everything out and stop; a server that is not there is fine."""
        if self.answers():
            self._control("stop", "--mode=fast")
        self._bury()

    def answers(self) -> bool:
        """Whether a server answers on the socket; one that still recovers is waited for.

        The answer to a question of the protocol is awaited: the kernel accepts connections even for a server
        that was killed a moment ago. One too busy to answer soon is alive.
        """
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(10)
            try:
                probe.connect(str(self.place.socket))
                probe.sendall(SSL_REQUEST)
                return bool(probe.recv(1)) and self._is_ready()
            except TimeoutError:
                return True
            except (FileNotFoundError, ConnectionError):
                return False

    def _is_ready(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            lines = self._pid_file()
            if not lines:
                return False
            if lines[-1].strip() == "ready":
                return True
            time.sleep(0.05)
        return False

    def _pid_file(self) -> list[str]:
        try:
            return (self.place.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _make_data(self) -> None:
        if self.place.data.exists():
            return
        unfinished = self.place.base / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run("initdb", *INITDB, f"--pgdata={unfinished}")
        with (unfinished / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'eorder.conf'  # written at each start\n")
        unfinished.rename(self.place.data)

    def _configure(self) -> None:
        values = self.configuration | {"unix_socket_directories": f'"{self.place.sockets}"'}
        file = self.place.data / "eorder.conf"
        file.write_text("".join(f"{name} = '{_quoted(value)}'\n" for name, value in values.items()))
        self.place.account.own(file)

    def _bury(self) -> None:
        """End what a killed server left behind, then remove its pid file, its socket and the socket's lock.

        A killed postmaster can stay a zombie that looks alive to PostgreSQL, or another program has its
        pid by now; its children hold shared memory until they notice. All of them work in the data folder.
        """
        deadline = time.monotonic() + PATIENCE
        while left := list(self._processes()):
            if time.monotonic() > deadline:
                raise ConfigurationError(
                    f"Proses PostgreSQL lama tidak mau berhenti: {left}. Hentikan lalu ulangi."
                )
            for pid in left:
                _kill(pid)
            time.sleep(0.05)
        socket_file = self.place.socket
        lock_file = socket_file.with_name(f"{SOCKET_NAME}.lock")
        for file in (self.place.data / "postmaster.pid", socket_file, lock_file):
            file.unlink(missing_ok=True)

    def _processes(self) -> Iterator[int]:
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:  # a zombie has no working folder
                if (entry / "cwd").readlink() == self.place.data and (
                    entry / "exe"
                ).readlink().name == "postgres":
                    yield int(entry.name)
            except OSError:  # it ended meanwhile, or is somebody else's
                continue

    def _control(self, verb: str, *arguments: str) -> None:
        self._run(
            "pg_ctl",
            verb,
            "--wait",
            f"--timeout={PATIENCE:.0f}",
            "--silent",
            f"--pgdata={self.place.data}",
            *arguments,
        )

    def _run(self, program: str, *arguments: str) -> None:
        account = self.place.account
        ended = subprocess.run(  # noqa: S603 - our own program, no shell
            [binaries_for(account) / program, *arguments],
            cwd=self.place.base,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # Ctrl-C in a terminal is for the program, not for the database
            **account.identity,  # type: ignore[call-overload]  # user, group and extra groups, or nothing
        )
        if ended.returncode:
            reason = ended.stderr.strip() or ended.stdout.strip()
            raise ConfigurationError(
                f"{program} gagal untuk basis data di {self.place.base}: {reason} "
                f"Lihat {self.place.base / 'start.log'} dan folder {self.place.data / 'log'}."
            )


def _quoted(value: str) -> str:
    return value.replace("'", "''")


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return

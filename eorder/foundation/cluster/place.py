"""Where a cluster lies: in `EORDER_HOME`, or under /var/lib/eorder where that is closed to the server."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from eorder.foundation.cluster.account import Account, server_account
from eorder.foundation.cluster.binaries import system_home
from eorder.foundation.errors import ConfigurationError

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes, of the kernel


@dataclass(frozen=True)
class Place:
    """The folders and files of one cluster and the account its server runs as."""

    base: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.base / "data"

    @property
    def sockets(self) -> Path:
        """The private folder of the socket; a short one elsewhere if the kernel's limit asks for it."""
        inside = self.base / "socket"
        if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return inside
        digest = hashlib.sha256(os.fsencode(self.base)).hexdigest()[:12]
        return Path(f"/tmp/eorder-{self.account.uid}-{digest}")  # noqa: S108 - made 0700 and checked

    @property
    def socket(self) -> Path:
        """The socket that clients connect to."""
        return self.sockets / SOCKET_NAME

    def make_sockets(self) -> None:
        """Make the folder of the socket, and refuse one that somebody else made.

        Raises:
            ConfigurationError: The folder exists with another owner or with permissions for others.
        """
        _make_private(self.sockets, self.account)
        info = self.sockets.lstat()
        if info.st_uid != self.account.uid or info.st_mode & 0o077:
            raise ConfigurationError(
                f"Folder soket {self.sockets} bukan milik basis data ini. Hapus folder itu lalu ulangi."
            )


def place_of(home: Path) -> Place:
    """Find the place of the cluster of one home, and choose and make it on first use.

    The choice is kept: `home/cluster` is either the folder itself or a link to it.
    """
    link = home.absolute() / "cluster"
    if not link.exists():
        _choose(link)
    base = link.resolve()
    return Place(base, server_account(base))


def _choose(link: Path) -> None:
    if not link.parent.exists():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.parent.chmod(0o711)  # the server walks through; nobody lists
    account = server_account(link)
    if not account.identity or account.may_reach(link.parent):
        _make_private(link, account)
        return
    name = hashlib.sha256(os.fsencode(link.parent)).hexdigest()[:12]
    elsewhere = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=system_home()))
    account.own(elsewhere)
    try:
        link.symlink_to(elsewhere)
    except FileExistsError:  # another process was quicker
        elsewhere.rmdir()


def _make_private(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    account.own(folder)

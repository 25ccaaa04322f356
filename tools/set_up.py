"""Make `.venv` and install the pinned requirements, only when they changed; the standard library suffices."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed.json"
LOCKS = {"runtime": "runtime.txt", "dev": "dev.txt"}  # dev holds all of runtime


def main(wanted: str) -> None:
    """Install what is wanted, unless it stands already; a broken attempt leaves no stamp and is repeated."""
    prints = {name: fingerprint(ROOT / "requirements" / lock) for name, lock in LOCKS.items()}
    standing = installed()
    if standing.get(wanted) == prints[wanted] or standing.get("dev") == prints["dev"]:
        return
    if not standing:
        print("Making .venv ...", flush=True)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    STAMP.unlink(missing_ok=True)
    print(f"Installing requirements/{LOCKS[wanted]} ...", flush=True)
    pip("--require-hashes", "-r", str(ROOT / "requirements" / LOCKS[wanted]))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({wanted: prints[wanted]}))


def fingerprint(lock: Path) -> str:
    """A digest of everything that decides what is installed, and where."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    digest.update(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    return digest.hexdigest()


def installed() -> dict[str, str]:
    """What the last complete installation was made from; empty if there is none."""
    if not PYTHON.exists() or not STAMP.exists():
        return {}
    return dict(json.loads(STAMP.read_text()))


def pip(*arguments: str) -> None:
    """Run the environment's own pip; its error is the last word."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    ended = subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", *arguments], env={**os.environ, **quiet}, check=False
    )
    if ended.returncode:
        sys.exit("The installation failed; see above. It is tried again at the next start.")


if __name__ == "__main__":
    main(sys.argv[1])

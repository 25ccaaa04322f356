"""The secret that signs cookies and links: a file of the installation, made on first start."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from eorder.foundation.errors import ConfigurationError

LENGTH = 64  # bytes of randomness


def secret_keys(home: Path) -> list[str]:
    """Read the keys, one per line: the first signs, the others are still accepted while a key is rotated.

    A new key is put before the others. The last line stays for good: digests of NIK are made with it.

    Raises:
        ConfigurationError: The file is open to other accounts or holds no key.
    """
    file = home / "secret-key"
    if not file.exists():
        make(file)
    if file.stat().st_mode & 0o077:
        raise ConfigurationError(f"Kunci rahasia {file} terbuka bagi akun lain. Jalankan: chmod 600 {file}")
    keys = file.read_text().split()
    if not keys or len(keys[0]) < LENGTH:
        raise ConfigurationError(
            f"Kunci rahasia {file} kosong atau terlalu pendek. Hapus berkas itu lalu mulai lagi."
        )
    return keys


def make(file: Path) -> None:
    """Write a new random key that only this account can read; of two starts at once the quicker one wins."""
    if not file.parent.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.parent.chmod(0o711)  # the embedded database walks through; nobody lists
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-")  # 0600
    with os.fdopen(descriptor, "w") as draft:
        draft.write(secrets.token_urlsafe(LENGTH) + "\n")
    try:
        os.link(name, file)  # whole or not at all
    except FileExistsError:
        return
    finally:
        Path(name).unlink()

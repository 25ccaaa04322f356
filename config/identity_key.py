"""The key that persons are known again by: made once, never rotated, the same on every machine of a site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from config.secret_files import with_secrets
from config.secret_key import LENGTH, make
from eorder.foundation.errors import ConfigurationError

VARIABLE = "EORDER_IDENTITY_KEY"


def identity_key(home: Path, variables: Mapping[str, str]) -> str:
    """Give the key of NIK digests: from the environment, from a file it names, or from one that is made on first start.

    With another key nobody registered before is recognised, one person can be registered twice, and duties
    of one order are no longer kept apart. So it has a life of its own, beside the key that signs cookies.

    Raises:
        ConfigurationError: The file is open to other accounts, or the key is too short.
    """
    given = with_secrets(variables).get(VARIABLE, "")
    return _long_enough(given, VARIABLE) if given else _kept(home / "identity-key")


def _kept(file: Path) -> str:
    if not file.exists():
        make(file)
    if file.stat().st_mode & 0o077:
        raise ConfigurationError(f"Kunci identitas {file} terbuka bagi akun lain. Jalankan: chmod 600 {file}")
    return _long_enough(file.read_text().strip(), str(file))


def _long_enough(key: str, place: str) -> str:
    if len(key) < LENGTH:
        raise ConfigurationError(
            f"Kunci identitas {place} kosong atau terlalu pendek (paling sedikit {LENGTH} tanda). Pulihkan dari "
            "cadangan: dengan kunci lain, orang yang sudah terdaftar tidak dikenali lagi."
        )
    return key

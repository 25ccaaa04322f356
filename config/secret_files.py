"""Secrets that a file holds instead of the environment, which any program of the same account can read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eorder.foundation.errors import ConfigurationError

SECRETS = ("EORDER_DATABASE_URL", "EORDER_OWNER_URL", "EORDER_IDENTITY_KEY")
"""Variables with a secret in them; `<variable>_FILE` names a file that holds the value."""


def with_secrets(variables: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that are set, with the secrets that files hold; an empty one counts as not set.

    Raises:
        ConfigurationError: A file is not there, open to other accounts or empty, or a secret is given twice.
    """
    given = {name: value.strip() for name, value in variables.items() if value.strip()}
    for name in SECRETS:
        file = given.pop(f"{name}_FILE", "")
        if file and name in given:
            raise ConfigurationError(f"Isi {name} atau {name}_FILE, jangan keduanya.")
        if file:
            given[name] = _read(f"{name}_FILE", Path(file).expanduser())
    return given


def _read(name: str, file: Path) -> str:
    try:
        if file.stat().st_mode & 0o077:
            raise ConfigurationError(
                f"{name} menunjuk {file}, yang terbuka bagi akun lain. Jalankan: chmod 600 {file}"
            )
        value = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{name} menunjuk {file}, yang tidak dapat dibaca.") from error
    if not value:
        raise ConfigurationError(f"{name} menunjuk {file}, yang kosong.")
    return value

"""What an installation must be before it serves: safe settings, a powerless runtime role, its own name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.env import EXAMPLE_OCID_PREFIX, Environment
from config.powers import power_problems
from eorder.foundation.errors import ConfigurationError

OLDEST, NEWEST = 15, 18
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def require_fit(environment: Environment) -> None:
    """Refuse to start an installation that could lose or change what must stay.

    Raises:
        ConfigurationError: Names every problem and how to mend it.
    """
    problems = [*installation_problems(environment), *database_problems(connections["default"])]
    if problems:
        raise ConfigurationError(
            "Sistem ini menolak berjalan:\n" + "\n".join(f"- {each}" for each in problems)
        )


def installation_problems(environment: Environment) -> Iterator[str]:
    """What is wrong with the installation; `secret_key.py` makes sure that no secret is a known one."""
    if environment.is_local:
        return
    if environment.ocid_prefix == EXAMPLE_OCID_PREFIX:
        yield (
            f"Awalan OCID masih contoh ({EXAMPLE_OCID_PREFIX}), padahal situs dibuka untuk umum di "
            f"{environment.public_url}. Daftarkan awalan OCDS lalu isi EORDER_OCID_PREFIX."
        )
    if not environment.is_secure:
        yield (
            f"Alamat umum {environment.public_url} tidak memakai https, sehingga orang tidak dapat masuk "
            "dengan aman. Pasang TLS lalu ubah EORDER_PUBLIC_URL."
        )


def database_problems(runtime: BaseDatabaseWrapper) -> Iterator[str]:
    """What is wrong with the database, as the runtime role sees it."""
    with runtime.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        yield from version_problems(int(cursor.fetchone()[0]))
        for name in DURABLE:
            cursor.execute(f"SHOW {name}")
            yield from durability_problems(name, cursor.fetchone()[0])
        yield from power_problems(cursor)


def version_problems(number: int) -> Iterator[str]:
    """Refuse a server outside 15-18, both included; `number` is PostgreSQL's own, as 150004 for 15.4."""
    if not OLDEST <= number // 10_000 <= NEWEST:
        yield f"PostgreSQL {number // 10_000} tidak didukung. Pakai versi {OLDEST} sampai {NEWEST}."


def durability_problems(name: str, value: str) -> Iterator[str]:
    """Refuse a setting under which an acknowledged act is lost in a power cut."""
    if value == "off":
        yield (
            f"PostgreSQL berjalan dengan {name} = {value}; transaksi yang sudah dijawab dapat hilang saat "
            f"listrik padam. Ubah {name} menjadi on."
        )

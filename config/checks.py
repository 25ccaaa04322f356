"""What an installation must be before it serves: safe settings, a powerless runtime role, its own name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from config.env import EXAMPLE_OCID_PREFIX, Environment, is_loopback
from config.powers import power_problems
from eorder.foundation.errors import ConfigurationError

OLDEST, NEWEST = 15, 18
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")

DEMO_ACCOUNTS = "SELECT count(*) FROM identity_account WHERE is_active AND email LIKE '%@contoh.example'"


def require_fit(environment: Environment) -> None:
    """Refuse to start an installation that could lose or change what must stay.

    Raises:
        ConfigurationError: Names every problem and how to mend it.
    """
    runtime = connections["default"]
    _refuse(
        [
            *installation_problems(environment),
            *address_problems(environment),
            *database_problems(runtime),
            *demo_problems(environment, runtime),
        ]
    )


def require_private_or_ready(environment: Environment, listens_on: str) -> None:
    """Refuse to listen where others can reach a site that is not made for them; needs no database.

    Args:
        environment: What the installation says about itself.
        listens_on: Host that the site will listen on.

    Raises:
        ConfigurationError: Names every problem and how to mend it.
    """
    _refuse(list(installation_problems(environment, listens_on)))


def require_demo_allowed(environment: Environment) -> None:
    """Refuse the demo city, whose passwords anyone can read, on a site that others can reach.

    Raises:
        ConfigurationError: The site is public.
    """
    if not environment.is_local:
        raise ConfigurationError(
            "Kota contoh memakai kata sandi yang diketahui umum, jadi tidak diisikan ke situs yang terbuka "
            f"({environment.public_url}). Kosongkan EORDER_PUBLIC_URL untuk mencobanya di mesin sendiri."
        )


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ConfigurationError(
            "Sistem ini menolak berjalan:\n" + "\n".join(f"- {each}" for each in problems)
        )


def installation_problems(environment: Environment, listens_on: str = "localhost") -> Iterator[str]:
    """What is wrong with the installation; `secret_key.py` makes sure that no secret is a known one."""
    if environment.is_local and is_loopback(listens_on):
        return
    if environment.is_local:
        yield (
            f"Situs akan menjawab di {listens_on}, jadi terjangkau dari mesin lain, padahal "
            f"EORDER_PUBLIC_URL masih alamat mesin ini sendiri ({environment.public_url}). Isi "
            "EORDER_PUBLIC_URL dengan alamat https yang dipakai orang, atau jalankan tanpa --host."
        )
    if environment.ocid_prefix == EXAMPLE_OCID_PREFIX:
        yield (
            f"Awalan OCID masih contoh ({EXAMPLE_OCID_PREFIX}), padahal situs terjangkau dari mesin lain. "
            "Daftarkan awalan OCDS lalu isi EORDER_OCID_PREFIX."
        )
    if not environment.is_local and not environment.is_secure:
        yield (
            f"Alamat umum {environment.public_url} tidak memakai https, sehingga orang tidak dapat masuk "
            "dengan aman. Pasang TLS lalu ubah EORDER_PUBLIC_URL."
        )
    if environment.is_secure and not environment.trusted_proxies:
        yield (
            "TLS berakhir di proksi, tetapi EORDER_TRUSTED_PROXIES kosong, sehingga ucapan proksi itu tidak "
            "dipercaya dan setiap halaman dialihkan tanpa henti. Isi dengan alamat proksi, misalnya 127.0.0.1."
        )


def address_problems(environment: Environment) -> Iterator[str]:
    """A database on another machine that is not asked for over TLS with a checked certificate."""
    addresses = {"EORDER_DATABASE_URL": environment.database_url, "EORDER_OWNER_URL": environment.owner_url}
    for name, address in addresses.items():
        parts = conninfo_to_dict(address or "")
        hosts = [each for each in str(parts.get("host") or "").split(",") if not each.startswith("/")]
        if any(each and not is_loopback(each) for each in hosts) and parts.get("sslmode") != "verify-full":
            yield (
                f"{name} menunjuk mesin lain tanpa TLS yang diperiksa. Tambahkan ?sslmode=verify-full dan "
                "sslrootcert=... pada alamatnya."
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


def demo_problems(environment: Environment, runtime: BaseDatabaseWrapper) -> Iterator[str]:
    """Accounts of the demo city on a site that others can reach: anyone knows their password."""
    if environment.is_local:
        return
    with runtime.cursor() as cursor:
        cursor.execute(DEMO_ACCOUNTS)
        (count,) = cursor.fetchone()
    if count:
        yield (
            f"Basis data ini memuat {count} akun kota contoh dengan kata sandi yang diketahui umum. Pakai "
            "basis data lain (EORDER_HOME atau EORDER_DATABASE_URL) untuk situs yang terbuka."
        )


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

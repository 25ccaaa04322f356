"""Make a simulated city many times larger, for benchmarks: its purchases are copied under new keys and numbers.

Acts make some ten purchases a second; this makes hundreds, in SQL and past every guard, so only in a database that is
thrown away. Units, people, sellers and products stay the same. What comes out is whole: `eorder check` says so, every
chain, digest and figure included. Only the files of documents exist once.

usage: EORDER_HOME=... python bench/enlarge.py --copies 99
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import psycopg

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))


def main() -> int:
    """Enlarge the city in the embedded database of EORDER_HOME."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=9)
    copies = parser.parse_args().copies
    from eorder.cli.ready import ready

    ready()
    from config import database

    began = time.monotonic()
    purchases = enlarge(copies)
    print(f"{purchases} purchases after {time.monotonic() - began:.0f} s")
    database.stop()
    return 0


def enlarge(copies: int) -> int:
    """Copy all purchases so many times; returns how many there are then."""
    with psycopg.connect(administrator(), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute((HERE / "enlarge.sql").read_text(encoding="utf-8"))
        for copy in range(1, copies + 1):
            connection.execute("SELECT enlarge.copy(%s)", [copy])
        connection.execute("SELECT enlarge.finish(%s)", [copies])
        connection.execute("DROP SCHEMA enlarge CASCADE")
        connection.execute("VACUUM (ANALYZE)")
        row = connection.execute("SELECT count(*) FROM orders_order").fetchone()
    return row[0] if row else 0


def administrator() -> str:
    """Address of the embedded database for its administrator."""
    from django.conf import settings

    from eorder.foundation.cluster.server import SUPERUSER

    owner = settings.DATABASES["owner"]
    return f"host={owner['HOST']} user={SUPERUSER} dbname={owner['NAME']}"


if __name__ == "__main__":
    sys.exit(main())

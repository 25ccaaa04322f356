"""Walk whole purchases over HTTP with eight clients, alternating with pgbench on the very statements that they sent.

Placing goes through the API; the API has no other act yet, so accepting, shipping, counting, BAST, invoice, verifying,
paying and closing are sent as the pages' forms are. First, purchases are walked on a site that writes down every
statement with its values. Then, in turns: purchases on the site as `eorder run` starts it, and what was written down,
prepared as the driver prepares it, by eight pgbench clients on a copy of the database from before. Both sides commit
durably and write the same rows.

usage: python bench/chain.py [--purchases 160] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from bench import order  # noqa: E402 (its folder had to be known first)
from bench.chain_people import Chain  # noqa: E402 (likewise)

CLIENTS = order.CLIENTS
LIMIT = 0.20
ACTS = 9
KEEP_KEYS = """
CREATE TABLE captured (id bigint, order_id uuid, position smallint, PRIMARY KEY (order_id, position));
CREATE FUNCTION give_captured() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    SELECT c.id INTO STRICT NEW.id FROM captured c WHERE (c.order_id, c.position) = (NEW.order_id, NEW.position);
    RETURN NEW;
END $$;
CREATE TRIGGER give_captured BEFORE INSERT ON orders_line FOR EACH ROW EXECUTE FUNCTION give_captured();"""
"""Later statements name lines by keys that a sequence gave: they get those again."""


def main() -> int:
    """Run the benchmark and say whether the limit was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--purchases", type=int, default=160, help="of one turn")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    os.environ["EORDER_HOME"] = str(home)
    try:
        return measure(home, options)
    finally:
        from config import database
        from eorder.foundation.cluster import Cluster

        database.stop()
        Cluster(home).destroy()
        shutil.rmtree(home, ignore_errors=True)


def measure(home: Path, options: argparse.Namespace) -> int:
    ground = order.lay_ground(one_line=False, room=0)
    administer("postgres", "CREATE DATABASE before TEMPLATE eorder")
    folder = home / "captured"
    folder.mkdir()
    os.environ["EORDER_BENCH_CAPTURE"] = str(folder)
    with_site("bench.chain_settings", lambda: walk_all(ground, 0, options.purchases, told=True))
    scripts, count = write_scripts(folder, home)
    print(f"captured: {count / options.purchases:.1f} statements a purchase")
    return with_site("config.settings", lambda: compare(ground, scripts, options))


def with_site(settings: str, work):
    """Serve the site with some settings as long as the work takes."""
    server = order.serve(settings)
    try:
        order.wait_for_server()
        return work()
    finally:
        server.terminate()
        server.wait(30)


def compare(ground: dict, scripts: list[Path], options: argparse.Namespace) -> int:
    """Let the site and pgbench take turns; prints each round and the median of the ratios."""
    ratios, first = [], options.purchases
    walk_all(ground, first, CLIENTS * 2)  # warm
    first += CLIENTS * 2
    for number in range(options.rounds):
        took = walk_all(ground, first, options.purchases)
        first += options.purchases
        bare = replay(scripts, f"replay_{number}", options.purchases)
        ratios.append(bare / took)
        ours, limit = options.purchases / took, options.purchases / bare
        print(
            f"round {number + 1}: {ours:.1f} purchases/s over HTTP ({ACTS * ours:.0f} acts/s), pgbench {limit:.1f}/s, "
            f"ratio {ours / limit:.3f}", flush=True
        )  # fmt: skip
    median = statistics.median(ratios)
    print(f"chain: median ratio {median:.3f}, limit {LIMIT} {'kept' if median >= LIMIT else 'NOT KEPT'}")
    return 0 if median >= LIMIT else 1


def walk_all(ground: dict, first: int, count: int, *, told: bool = False) -> float:
    """Walk purchases with all clients at once, signed in before; returns the seconds it took."""
    chains = [Chain(number, ground) for number in range(CLIENTS)]
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for purchase in range(first + number, first + count, CLIENTS):
                chains[number].walk(purchase, told=told)
        except BaseException as error:  # noqa: BLE001 (told by the main thread)
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return time.perf_counter() - began


def write_scripts(folder: Path, home: Path) -> tuple[list[Path], int]:
    """Write what was captured as one pgbench script for each client, with its transactions."""
    rows = sorted(tuple(json.loads(line)) for file in folder.iterdir() for line in file.open())
    by_client: dict[int, list] = {number: [] for number in range(CLIENTS)}
    for row in rows:
        by_client[row[0] % CLIENTS].append(row)
    scripts = []
    for number, mine in by_client.items():
        scripts.append(home / f"client{number}.sql")
        with scripts[-1].open("w") as script:
            names: dict[str, str] = {}
            within = None
            for purchase, _, block, (text, types, given) in sorted(mine):
                here = (purchase, block) if block else None
                if here != within:
                    script.write(f"{'COMMIT;' if within else ''}\n{'BEGIN;' if here else ''}\n")
                within = here
                script.write(_execution(names, text, types, given))
            script.write("COMMIT;\n" if within else "")
    return scripts, len(rows)


def _execution(names: dict[str, str], text: str, types: list[int], given: list[str | None]) -> str:
    """Write one statement as the driver sends it: planned once in a session, then executed by name."""
    from psycopg import postgres

    if not given:
        return text.strip().rstrip(";") + ";\n"
    known = [postgres.types.get(each) for each in types]
    key = json.dumps([text, types])
    told = ""
    if key not in names:
        names[key] = f"s{len(names)}"
        kinds = ", ".join(each.regtype if each else "unknown" for each in known)
        told = f"PREPARE {names[key]} ({kinds}) AS {text.strip().rstrip(';')};\n"
    values = (
        "NULL" if each is None else "E'" + each.replace("\\", "\\\\").replace("'", "''") + "'"
        for each in given
    )
    return f"{told}EXECUTE {names[key]} ({', '.join(values)});\n"


def replay(scripts: list[Path], name: str, purchases: int) -> float:
    """Run all scripts at once on a fresh copy of the database from before; returns the seconds it took."""
    administer("postgres", f"CREATE DATABASE {name} TEMPLATE before")
    administer(name, KEEP_KEYS)
    lines = administer("eorder", "SELECT id, order_id, position FROM orders_line")
    import psycopg

    with (
        psycopg.connect(url("eorder_admin", name), autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        with cursor.copy("COPY captured FROM STDIN") as copy:
            for row in lines:
                copy.write_row(row)
        cursor.execute("ANALYZE captured")
        cursor.execute("CHECKPOINT")
    began = time.perf_counter()
    runs = [
        subprocess.Popen(
            [order.tool("pgbench"), "-n", "-c", "1", "-t", "1", "-f", str(script), url("eorder_runtime", name)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for script in scripts
    ]  # fmt: skip
    said = [each.communicate() for each in runs]
    took = time.perf_counter() - began
    for out, err in said:
        if "processed: 1/1" not in out or "ERROR" in err:
            raise SystemExit(f"pgbench did not walk the statements to their end: {err[-1500:]}")
    (closed,) = administer(name, "SELECT count(*) FROM orders_order WHERE state = 'closed'")[0]
    if closed != purchases:
        raise SystemExit(f"the replay closed {closed} of {purchases} purchases")
    administer("postgres", f"DROP DATABASE {name} WITH (FORCE)")
    return took


def administer(database: str, statement: str) -> list:
    """Run one statement as the administrator of the embedded server."""
    import psycopg

    with psycopg.connect(url("eorder_admin", database), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def url(role: str, database: str) -> str:
    from django.conf import settings

    return f"host={settings.DATABASES['owner']['HOST']} user={role} dbname={database}"


if __name__ == "__main__":
    sys.exit(main())

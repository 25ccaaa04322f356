"""Search among products made of real order texts: the search, its page and the bare query, in turns with four clients.

usage: EORDER_DATA=... python bench/search.py [--products 100000] [--seconds 4] [--rounds 3] [--home FOLDER]

With --home the database stays in that folder, and a later run with as many products measures it again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
CLIENTS, CHUNK, SELLS, PAGE = 4, 50_000, 50, 24
P95, OF_BARE, DEEP, DEEP_PAGE = 25.0, 0.5, 1.5, 5_000
BARE = """
    SELECT l.product_id, p.name, l.price, v.name FROM finding_listing l
    JOIN catalogue_product p ON p.id = l.product_id JOIN vendors_vendor v ON v.id = l.vendor_id
    WHERE l.words @@ plainto_tsquery('indonesian', %s) ORDER BY l.price, l.product_id LIMIT 25"""
WAYS = ("bare", "search", "page", "first", "deep")


def main() -> int:
    """Make the products, measure, and say which limits were kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the order texts; nothing was measured")
        return 1
    home = options.home or Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    os.environ["EORDER_HOME"] = str(home)
    from config import database
    from eorder.foundation.cluster import Cluster

    try:
        subprocess.run([sys.executable, "-m", "eorder.cli", "migrate"], check=True, stdout=subprocess.DEVNULL)
        texts = read_texts(Path(data) / "toko-daring-kalbar")
        if listings() != options.products:
            fill(texts, options.products)
        return measure(texts, options)
    finally:
        database.stop()
        if options.home is None:
            Cluster(home).destroy()
            shutil.rmtree(home, ignore_errors=True)


def listings() -> int:
    """Count what stands in the database already."""
    from eorder.cli.ready import ready

    ready()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM finding_listing")
        return int(cursor.fetchone()[0])


def read_texts(folder: Path) -> list[str]:
    """Read the different texts of orders and of catalogue lines."""
    found: dict[str, None] = {}
    for file, column in (
        ("toko_daring_transaksi.csv.gz", "order_desc"),
        ("ekatalog_paket_produk.csv.gz", "nama_paket"),
    ):
        with gzip.open(folder / file, "rt", encoding="utf-8", newline="") as rows:
            found |= dict.fromkeys(
                " ".join((row.get(column) or "").split())[:140] for row in csv.DictReader(rows)
            )
    return [text for text in found if re.search(r"[a-z]{3}", text, re.IGNORECASE)]


def fill(texts: list[str], products: int) -> None:
    """Write sellers and products, then their prices, with which the triggers make the listings."""
    from eorder.cli.ready import ready

    ready()
    import psycopg

    from bench.enlarge import administrator

    values = {"products": products, "sellers": sellers_of(products), "texts": len(texts)}
    with psycopg.connect(administrator(), autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("CREATE TABLE bench_text (number int PRIMARY KEY, text text)")
        with connection.cursor().copy("COPY bench_text FROM STDIN") as copy:
            for row in enumerate(texts):
                copy.write_row(row)
        connection.execute("ANALYZE bench_text")
        began = time.perf_counter()
        connection.execute((HERE / "search.sql").read_text(encoding="utf-8"), values)
        written = time.perf_counter()
        for first in range(1, products + 1, CHUNK):
            connection.execute(
                """INSERT INTO catalogue_priceversion (id, product_id, seq, amount, published_at)
                   SELECT gen_random_uuid(), md5(concat('product', n))::uuid, 1, 1000 + n %% 90000, now()
                   FROM generate_series(%s::int, %s::int) AS n""",
                [first, min(first + CHUNK - 1, products)],
            )
        listed = time.perf_counter()
        connection.execute("VACUUM (ANALYZE)")
        row = connection.execute("SELECT count(*) FROM finding_listing").fetchone()
    print(
        f"{row[0] if row else 0} listings of {len(texts)} texts: products {written - began:.1f} s, "
        f"prices with listings {listed - written:.1f} s ({products / (listed - written):.0f} a second)",
        flush=True,
    )


def measure(texts: list[str], options: argparse.Namespace) -> int:
    """Let the ways take turns; each round runs each way with all clients at once."""
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        for turn in range(options.rounds):
            for way in WAYS:
                work = [
                    (way, texts, options.seconds, turn * CLIENTS + client, options.products)
                    for client in range(CLIENTS)
                ]
                times = [each for found in pool.starmap(client_of, work) for each in found]
                taken[way] += times
                rates[way].append(len(times) / options.seconds)
    for way in WAYS:
        times = sorted(taken[way])
        print(
            f"{way:<8} {statistics.median(rates[way]):>7.0f}/s  p50 {statistics.median(times):>6.1f} ms  "
            f"p95 {times[int(len(times) * 0.95)]:>6.1f} ms  ({len(times)} times)"
        )
    page = sorted(taken["page"])[int(len(taken["page"]) * 0.95)]
    share = statistics.median(a / b for a, b in zip(rates["search"], rates["bare"], strict=True))
    deep = statistics.median(taken["deep"]) / statistics.median(taken["first"])
    kept = [
        told(f"p95 of the page {page:.1f} ms, limit {P95:.0f}", is_kept=page <= P95),
        told(f"searches {share:.2f} of the bare query's rate, limit {OF_BARE}", is_kept=share >= OF_BARE),
        told(
            f"page {deep_page(options.products)} costs {deep:.2f} of page 1, limit {DEEP}",
            is_kept=deep <= DEEP,
        ),
    ]
    return 0 if all(kept) else 1


def told(sentence: str, *, is_kept: bool) -> bool:
    """Print one limit and whether it was kept."""
    print(sentence, "kept" if is_kept else "NOT KEPT")
    return is_kept


def deep_page(products: int) -> int:
    """Give the deep page; a smaller one where there are not so many."""
    return min(DEEP_PAGE, products // PAGE * 9 // 10)


def leg_at(number: int, products: int) -> int:
    """Give the leg on which the so many-th product stands; sellers have as many each."""
    from eorder.market.finding.turns import GROUPS, ROUNDS

    sellers = sellers_of(products)
    turn = min(number // sellers, ROUNDS - 1)
    within = number - turn * sellers
    return turn * GROUPS + within * GROUPS // (sellers if turn < ROUNDS - 1 else products - turn * sellers)


def sellers_of(products: int) -> int:
    """Give how many sellers share so many products."""
    return max(20, products // SELLS)


def client_of(way: str, texts: list[str], seconds: float, seed: int, products: int) -> list[float]:
    """Do one thing again and again for so long; returns how many milliseconds each took."""
    from eorder.cli.ready import ready

    ready()
    from datetime import datetime

    from django.db import connection
    from django.test import Client

    from eorder.market.finding.asking import Filters, Place
    from eorder.market.finding.queries import Search, search
    from eorder.market.finding.turns import hour_of
    from eorder.market.finding.understanding import Question, understand
    from eorder.web.formats import ZONE

    at = datetime.now(ZONE)
    draw, client, hour = random.Random(seed), Client(HTTP_HOST="localhost"), hour_of(at)  # noqa: S311 (drawn again by its seed)

    def words() -> str:
        found = re.findall(r"[a-z]{3,}", draw.choice(texts).lower())
        return " ".join(draw.sample(found, min(2, len(found))))

    def walk(page: int):
        key = (
            "0",
            str(leg_at(page * PAGE, products)),
            "0",
            "00000000",
            "00000000-0000-0000-0000-000000000000",
        )
        return search(Search(Question(), Filters(), hour, at, after=Place(hour, is_wide=True, key=key)))

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [words()])
            cursor.fetchall()

    do = {
        "bare": bare,
        "search": lambda: search(Search(understand(words(), at), Filters(), hour, at)),
        "page": lambda: client.get("/katalog", {"q": words()}),
        "first": lambda: walk(draw.randrange(2)),
        "deep": lambda: walk(deep_page(products) - draw.randrange(2)),
    }[way]
    do()
    times, end = [], time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        do()
        times.append((time.perf_counter() - began) * 1e3)
    return times


if __name__ == "__main__":
    sys.exit(main())

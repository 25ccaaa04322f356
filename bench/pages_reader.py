"""The reader of `pages.py`: one process at one database, which reads pages and does acts as it is told.

Each line it gets is a request in JSON, each line it writes the answer: what there is to read, or the times of one page.
Acts are done by the walk of `eorder simulate` in a transaction that is undone.
"""

from __future__ import annotations

import json
import sys
import time
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SEED = 1
HEAD = f"B{SEED:02d}U000"
"""Numbers of orders of the unit that buys most begin so."""
TREASURER = 4
SIGN_IN = "eorder.parties.identity.sign_in.EmailOrNrkBackend"
ACTS = ("meet", "place", "accept", "ship", "receive", "hand_over", "invoice", "verify", "pay", "close")
FAR = 10_000_000
"""Numbers of purchases that no city has."""
_ORDER = """
SELECT o.id, o.number, o.vendor_id, o.package_id, k.rup_id, o.placed_at, l.product_id,
    (SELECT a.id FROM vendors_member m JOIN identity_account a ON a.person_id = m.person_id
        WHERE m.vendor_id = o.vendor_id LIMIT 1),
    (SELECT r.release_id FROM journal_release r JOIN journal_event e ON e.id = r.event_id
        WHERE e.subject_id = o.id ORDER BY e.seq LIMIT 1),
    (SELECT r.ocid FROM journal_release r JOIN journal_event e ON e.id = r.event_id
        WHERE e.subject_id = o.id ORDER BY e.seq LIMIT 1)
FROM orders_order o JOIN orders_line l ON l.order_id = o.id AND l.position = 1
    JOIN packages_package k ON k.id = o.package_id
WHERE starts_with(o.number, %s) AND o.state = %s
ORDER BY (SELECT count(*) FROM orders_line m WHERE m.order_id = o.id), o.number LIMIT 1"""
_TAXED = "AND EXISTS (SELECT FROM payments_payment p WHERE p.order_id = o.id AND p.withheld > 0)\nORDER BY"


def pages() -> dict[str, tuple[str, str]]:
    """Choose what is read: for each page who reads it (an e-mail address, a key, or nobody) and its address."""
    closed, invoiced, verified = (_order(each) for each in ("closed", "invoiced", "verified"))
    shipped, accepted, paid = _order("shipped"), _order("accepted"), _order("paid", _TAXED)
    work = "/kerja/pesanan/{}".format
    pa, ppk, pp, treasurer = (_officer(closed, office) for office in (0, 1, 2, TREASURER))
    after = f"{closed['at']}_{closed['id']}"
    found = {
        "home": ("", "/"),
        "inbox, PA": (pa, "/tugas"),
        "inbox, PPK": (ppk, "/tugas"),
        "inbox, PP": (pp, "/tugas"),
        "inbox, treasurer": (treasurer, "/tugas"),
        "inbox, seller": (closed["seller"], "/tugas"),
        "orders of a unit": (pp, "/kerja/pesanan"),
        "orders of a unit, later": (pp, f"/kerja/pesanan?sebelum={closed['id']}"),
        "orders of a seller": (closed["seller"], "/kerja/pesanan"),
        "order, PP": (pp, work(closed["id"])),
        "order, PPK": (ppk, work(closed["id"])),
        "order, seller": (closed["seller"], work(closed["id"])),
        "order, treasurer": (_officer(invoiced, TREASURER), work(invoiced["id"])),
        "form: ship": (accepted["seller"], work(accepted["id"]) + "/kirim"),
        "form: receive": (_officer(shipped, 1), work(shipped["id"]) + "/penerimaan"),
        "form: verify": (_officer(invoiced, TREASURER), work(invoiced["id"]) + "/periksa"),
        "form: pay": (_officer(verified, TREASURER), work(verified["id"]) + "/bayar"),
        "form: prove tax": (_officer(paid, TREASURER), work(paid["id"]) + "/bukti-pajak"),
        "packages": (pp, "/kerja/paket"),
        "packages, searched": (pp, "/kerja/paket?q=kertas"),
        "package": (pp, f"/kerja/paket/{closed['package']}"),
        "choose a product": (pp, f"/kerja/paket/{closed['package']}/produk"),
        "products of a seller": (closed["seller"], "/usaha/produk"),
        "catalogue": ("", "/katalog"),
        "catalogue, searched": ("", "/katalog?q=kertas"),
        "product": ("", f"/produk/{closed['product']}"),
        "purchases": ("", "/pembelian"),
        "purchases, later": ("", f"/pembelian?sebelum={closed['id']}"),
        "purchases, by number": ("", f"/pembelian?q={closed['number']}"),
        "purchases, by word": ("", "/pembelian?q=kertas"),
        "purchase": ("", f"/pembelian/{closed['number']}"),
        "package, public": ("", f"/paket/{closed['rup']}"),
        "open data": ("", "/data-terbuka"),
        "releases": ("", "/ocds/releases"),
        "releases, later": ("", f"/ocds/releases?after={after}"),
        "release": ("", f"/ocds/releases/{closed['release']}"),
        "record": ("", f"/ocds/records/{closed['ocid']}"),
    }  # fmt: skip
    return {name: (str(who), str(path)) for name, (who, path) in found.items()}


def _officer(order: dict[str, str], office: int) -> str:
    """Find the address of an officer of an order's unit."""
    unit = int(order["number"].split("-")[0][4:])
    return f"petugas{unit * 5 + office}.beban{SEED}@contoh.example"


def _order(state: str, more: str = "ORDER BY") -> dict[str, str]:
    from django.db import connection

    from eorder.foundation.canonical import utc_text

    names = ("id", "number", "vendor", "package", "rup", "at", "product", "seller", "release", "ocid")
    with connection.cursor() as cursor:
        for head in (HEAD, ""):
            cursor.execute(_ORDER.replace("\nORDER BY", f"\n{more}", 1), [head, state])
            if row := cursor.fetchone():
                return {**dict(zip(names, row, strict=True)), "at": utc_text(row[5])}
    raise SystemExit(f"no purchase stands at {state}: let the city be larger")


@cache
def client(who: str):
    """Sign somebody in, by e-mail address or key of the account."""
    from django.test import Client

    from eorder.parties.identity.models import Account

    made = Client(SERVER_NAME="localhost")
    if who:
        made.force_login(Account.objects.get(**{"email" if "@" in who else "id": who}), backend=SIGN_IN)
    return made


def read(who: str, path: str, times: int) -> tuple[int, list[float]]:
    """Read a page so often; its statements, and milliseconds of each reading."""
    from django.db import connection

    counted, reader = Counted(), client(who)
    with connection.execute_wrapper(counted):
        answer = reader.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code} to {who or 'anybody'}")
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        reader.get(path)
        taken.append((time.perf_counter() - began) * 1000)
    return counted.count, taken


class Counted:
    """Counts the statements that go through it."""

    count = 0

    def __call__(self, execute, sql, values, many, context):
        """Count one and let it through."""
        self.count += 1
        return execute(sql, values, many, context)


def act(number: int) -> dict[str, tuple[int, float]]:
    """Walk a purchase nobody made yet to its end and undo it; statements and milliseconds of each act."""
    from django.db import connection, transaction

    from eorder.simulator.load.ground import Ground, lay_tables
    from eorder.simulator.load.packages import Packages
    from eorder.simulator.load.plan import plan_purchase
    from eorder.simulator.load.walk import Walk

    planned, found = plan_purchase(SEED, number), {}
    with transaction.atomic():
        ground = Ground(SEED, lay_tables(SEED))
        package = Packages(ground).find(planned.package)
        unit, shop = ground.unit(planned.package.unit), ground.shop(planned.vendor)
        walk = Walk(SEED, planned, package, unit, shop, planned.at)
        for name in ACTS:
            counted, began = Counted(), time.perf_counter()
            with connection.execute_wrapper(counted):
                getattr(walk, name)()
            found[name] = counted.count, (time.perf_counter() - began) * 1000
        transaction.set_rollback(True)
    return found


def meals(count: int) -> list[int]:
    """Find numbers of closed purchases of food with one line, which take every act and the same statements."""
    from eorder.simulator.load.plan import plan_purchase, trade_of

    found = []
    for number in range(FAR, 2 * FAR):
        planned = plan_purchase(SEED, number)
        if trade_of(planned.vendor).tax_nature == "catering" and len(planned.lines) == 1:
            found.append(number)
        if len(found) == count:
            return found
    raise AssertionError


def main() -> None:
    """Answer until there are no more requests."""
    from eorder.cli.ready import ready

    ready()
    verbs = {"pages": pages, "read": read, "act": act, "meals": meals}
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        print(json.dumps(verbs[verb](*arguments), default=str), flush=True)


if __name__ == "__main__":
    main()

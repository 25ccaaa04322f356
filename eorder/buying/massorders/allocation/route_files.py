"""The files of a routing: published shares and places in, routes out."""

from __future__ import annotations

from typing import Any

from eorder.buying.massorders.allocation.checked import Checked, parsed, wrong
from eorder.buying.massorders.allocation.places import MICRO, Place
from eorder.buying.massorders.allocation.routing import Routing
from eorder.foundation.canonical import canonical_text

MOST_PLACES = 1_000_000


def read_shares(content: bytes) -> dict[str, int]:
    """Read the lots of each maker out of published shares.

    Raises:
        InvalidValueError: They are not of this form; code `allocation_inputs`.
    """
    rows = Checked(parsed(content, "Bagian"), "bagian").take("shares")
    if not isinstance(rows, list):
        raise wrong("bagian.shares", "bukan daftar")
    shares = {}
    for place, row in enumerate(rows):
        one = Checked(row, f"shares[{place}]")
        shares[one.name("maker")] = one.number("lots", 0)
    if not any(shares.values()):
        raise wrong("bagian.shares", "tidak ada lot untuk dikirim")
    return shares


def read_places(content: bytes) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Read where makers are, and where how many pieces are wanted.

    Raises:
        InvalidValueError: They are not of this form; code `allocation_inputs`.
    """
    top = Checked(parsed(content, "Tempat"), "tempat")
    makers = tuple(_places(top.take("makers"), "makers", least=0))
    points = tuple(_places(top.take("points"), "points", least=1))
    top.done()
    return makers, points


def _places(value: Any, where: str, least: int) -> list[Place]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_PLACES:
        raise wrong(where, f"harus daftar 1 sampai {MOST_PLACES} tempat")
    found = [_place(Checked(row, f"{where}[{at}]"), least) for at, row in enumerate(value)]
    if len({each.id for each in found}) != len(found):
        raise wrong(where, "satu tempat tercatat dua kali")
    return found


def _place(row: Checked, least: int) -> Place:
    place = Place(
        id=row.name("id"),
        latitude=row.number("latitude_millionths", -90 * MICRO, 90 * MICRO),
        longitude=row.number("longitude_millionths", -180 * MICRO, 180 * MICRO),
        pieces=row.number("pieces", least) if least else 0,
    )
    row.done()
    return place


def write_routing(routing: Routing) -> bytes:
    """Write routes with the prices that prove them; the same bytes for the same routing."""
    text = canonical_text(
        {
            "lot_metres": routing.lot_metres,
            "maker_prices": routing.maker_prices,
            "point_prices": routing.point_prices,
            "routes": [
                {"maker": each.maker, "point": each.point, "lots": each.lots, "metres": each.metres}
                for each in routing.routes
            ],
        }
    )
    return f"{text}\n".encode()

"""Recompute an order that was published, from nothing but the hour and the ids of the sellers; no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.market.finding.turns import group_of, leg_of, turn_of

COMPARED, WALKED = "banding", "lingkar"
"""How an order was made: up to 1,000 hits compared with one another, or more walked along the ring."""
COLUMNS = ("jam", "cara", "urutan", "tingkat", "putaran", "kelompok", "penjual", "produk")
"""Columns of the published order: hour, way, place, tier, number among the seller's own, group, seller, product."""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a published order."""

    hour: int
    way: str
    place: int
    tier: int
    turn: int
    group: int
    vendor: UUID

    @property
    def key(self) -> tuple[object, ...]:
        """What the rule sorts by."""
        place, lot, vendor = turn_of(self.vendor, self.hour)
        if self.way == WALKED:
            return self.tier, leg_of(place, self.turn), self.turn, lot, vendor
        return self.tier, self.turn, place, lot, vendor


def read_order(rows: Iterable[Row]) -> list[Shown]:
    """Read a published order.

    Raises:
        InvalidFormError: A line is not one of a published order.
    """
    found = []
    for number, row in enumerate(rows, 2):
        try:
            place, tier, turn, group = (int(row[name]) for name in COLUMNS[2:6])
            found.append(Shown(int(row["jam"]), row["cara"], place, tier, turn, group, UUID(row["penjual"])))
        except (KeyError, ValueError, TypeError):
            raise InvalidFormError({"berkas": f"Baris {number} bukan baris urutan katalog."}) from None
    return found


def faults(order: Sequence[Shown]) -> Iterator[str]:
    """Say where a published order is not that of the rule; nothing when it is."""
    for each in order:
        if each.group != group_of(each.vendor):
            yield f"Penjual {each.vendor} termasuk kelompok {group_of(each.vendor)}, bukan {each.group}."
    for hour, lines in groupby(order, key=lambda each: each.hour):
        rows = list(lines)
        for number, each in enumerate(rows, 1):
            if each.place != number:
                yield f"Jam {hour}: baris ke-{number} bernomor {each.place}; ada baris yang hilang atau disisipkan."
        for before, after in pairwise(rows):
            if after.key < before.key:
                yield (
                    f"Jam {hour}: penjual {after.vendor} di urutan {after.place} seharusnya sebelum "
                    f"{before.vendor}."
                )


def counted(order: Sequence[Shown], shown: int = 10) -> dict[UUID, int]:
    """Count how often each seller stood among the first."""
    found = dict.fromkeys((each.vendor for each in order), 0)
    for each in order:
        if each.place <= shown:
            found[each.vendor] += 1
    return found

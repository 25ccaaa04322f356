"""What an allocation is made from: the need, the limits, the makers and the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

RULE = "eorder-allocation/1"
"""Name and version of the rule; inputs of another version are refused."""
BASIS_POINTS = 10_000
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Maker:
    """A business that offered capacity.

    Attributes:
        id: Its public identifier in the programme.
        owners: Pseudonyms of its owners, the same for one person all over the programme.
        scale: Its business scale, one of the tiers' names.
        capacity: Pieces that it offers for this wave.
        minimum: Pieces below which it would rather have none.
        price: Rupiah a piece, with every tax that the ceiling of an order counts.
        proven: Pieces that it made on time before in as long a wave; None for a newcomer.
    """

    id: str
    owners: tuple[str, ...]
    scale: str
    capacity: int
    minimum: int
    price: int
    proven: int | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that is published before the seed exists.

    Attributes:
        programme: Identifier of the programme.
        round: Which allocation of the programme this is, from 1; re-allocations count on.
        need: Pieces wanted.
        lot: Pieces of a lot.
        order_ceiling: Most rupiah that one order may be worth.
        most_orders: Most orders of one maker in this wave.
        floor: Least rupiah a piece, of the should-cost.
        ceiling: Most rupiah a piece.
        newcomer_share: Part of the lots reserved for newcomers, in 1/10,000.
        newcomer_lots: Most lots of one newcomer.
        growth: How much more than proven a maker may get, in percent of the proven output; at least 100.
        tiers: Business scales in the order in which they are served.
        beacon_round: Round of the randomness beacon that will be the seed.
        closes_at: When the call for capacity closes, in UTC.
        makers: Every eligible maker.
        digest: SHA-256 of the published bytes, in hexadecimal.
    """

    programme: str
    round: int
    need: int
    lot: int
    order_ceiling: int
    most_orders: int
    floor: int
    ceiling: int
    newcomer_share: int
    newcomer_lots: int
    growth: int
    tiers: tuple[tuple[str, ...], ...]
    beacon_round: int
    closes_at: datetime
    makers: tuple[Maker, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Seed:
    """A round of the beacon as it was entered after closing.

    Attributes:
        round: Its number.
        signature: Its signature, lower hexadecimal.
        randomness: SHA-256 of the signature, lower hexadecimal.
        digest: SHA-256 of the published bytes, in hexadecimal.
    """

    round: int
    signature: str
    randomness: str
    digest: str

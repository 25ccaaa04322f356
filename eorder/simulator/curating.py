"""Products of the full demo city before its curators: grades, refusals, appeals, and a few that still wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from eorder.market.catalogue.models import Product
from eorder.market.curation.actions.answer_appeal import answer_appeal
from eorder.market.curation.actions.appeal_grading import appeal_grading
from eorder.market.curation.actions.hand_in_product import hand_in_product
from eorder.market.curation.actions.score_product import score_product
from eorder.market.curation.criteria import criteria_of
from eorder.market.curation.queries import body_of, case_of
from eorder.market.curation.rules import Mark
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account
from eorder.records.journal.models import Command
from eorder.simulator.assortment import products_of
from eorder.simulator.calendar import morning, mornings_later
from eorder.simulator.cast import email_of, stable

EVERY = 7
"""Every so many sellers have handed products in: the first of the assortment, and every second seller another one."""
MOST = 48
WAITING = 5
"""The last ones wait for a curator."""
LAST_DAY, APART = 9, 4
"""How many days ago the last of those that were judged was handed in, and how many days lie between two."""
CURATORS = ("GBR", "DPC")
POINTS = {"A": (5, 5, 5, 4), "B": (4, 4, 5), "C": (3, 3, 4, 3), "-": (4, 2, 4)}
"""Points of the criteria in turn, by what follows from them; a refusal has one criterion that is too low."""
OUTCOMES = "--BABCBABA"
"""What follows from the points of those that were judged, from the last back."""
SEEN = {
    5: "Tiga contoh diperiksa: semuanya rapi dan sama. Patut dicontoh.",
    4: "Tiga contoh diperiksa: baik, sedikit berbeda satu dari yang lain.",
    3: "Contoh memenuhi, tetapi belum rapi pada semua bagian.",
    2: "Dua dari tiga contoh belum memenuhi; lihat catatan pada formulir contoh.",
}
APPEALS = (("", "-", 1, 0), ("uphold", "-", 4, 2), ("dismiss", "B", 6, 3))
"""What is decided of each appeal (of the first nothing yet), what it is against, and how many days ago both were."""
OBJECTION = "Contoh yang diperiksa rusak di perjalanan. Kami mohon contoh yang baru diperiksa."
ANSWERS = {
    "dismiss": "Contoh kedua diperiksa bersama penjual dan nilainya sama.",
    "uphold": "Berita acara pengantaran menyebut kemasan contoh terbuka saat tiba.",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A case that a curator judged: seller, place among the curators, grade ("-" for none), and when."""

    case: UUID
    seller: Actor
    curator: int
    outcome: str
    at: datetime


@transaction.atomic
def curate_city(sellers: int, now: datetime | None = None) -> int:
    """Let a part of the full city's products go before the curators, wholly or not at all; a repeat has no effect.

    Args:
        sellers: How many fill the city.
        now: All happens before it.

    Returns:
        How many products were handed in.
    """
    now = now or datetime.now(UTC)
    if Command.objects.filter(id=stable("curation:hand-in:0")).exists():
        return 0
    curators = [_actor(email_of("kurator", unit)) for unit in CURATORS]
    offered = list(_offered(sellers))[:MOST]
    last = max(len(offered) - WAITING, 0)
    judged = [
        _judge(
            number,
            *each,
            curators,
            OUTCOMES[(last - 1 - number) % len(OUTCOMES)],
            morning(now, LAST_DAY + APART * (last - 1 - number)),
            now,
        )
        for number, each in enumerate(offered[:last])
    ]
    _appeal(judged, curators, now)
    for number, (seller, product) in enumerate(offered[last:], last):
        _hand_in(number, seller, product, morning(now, len(offered) - number))
    return len(offered)


def _actor(email: str) -> Actor:
    account = Account.objects.values_list("id", flat=True).get(email=email)
    actor = load_actor(account)
    if actor is None:
        raise LookupError(f"account {email} is gone")
    return actor


def _offered(sellers: int) -> Iterator[tuple[Actor, UUID]]:
    """Give sellers of every trade with a product of theirs."""
    for turn, number in enumerate(range(0, sellers, EVERY)):
        seller = _actor(f"penjual-{number + 1:03d}@contoh.example")
        names = [each.form.name for each in products_of(number)][: 1 + turn % 2]
        found = Product.objects.filter(vendor_id__in=seller.vendor_ids, name__in=names)
        for product in found.order_by("sort_key").values_list("id", flat=True):
            yield seller, product


def _hand_in(number: int, seller: Actor, product: UUID, at: datetime) -> UUID:
    return hand_in_product(
        product_id=product, by=seller, at=at + timedelta(minutes=number),
        command=stable(f"curation:hand-in:{number}"),
    )  # fmt: skip


def _judge(
    number: int,
    seller: Actor,
    product: UUID,
    curators: list[Actor],
    outcome: str,
    day: datetime,
    now: datetime,
) -> Judged:
    """Hand a product in and judge it some working days later."""
    case = _hand_in(number, seller, product, day)
    curator = number % len(curators)
    at = min(mornings_later(day, 1 + number % 4) + timedelta(hours=1, minutes=number), now)
    points = POINTS[outcome]
    marks = [
        Mark(each.key, points[place % len(points)], SEEN[points[place % len(points)]])
        for place, each in enumerate(criteria_of(body_of(case_of(case))))
    ]
    score_product(
        case_id=case, marks=marks, by=curators[curator], at=at, command=stable(f"curation:score:{number}")
    )
    return Judged(case, seller, curator, outcome, at)


def _appeal(judged: list[Judged], curators: list[Actor], now: datetime) -> None:
    """Let the sellers of the last judgements of each kind appeal, and another curator decide."""
    latest = list(reversed(judged))
    for outcome, against, days_ago, answered in APPEALS:
        found = next((each for each in latest if each.outcome == against), None)
        if found is None:
            continue
        latest.remove(found)
        at = min(max(found.at, morning(now, days_ago)), mornings_later(found.at, 3))
        appeal = appeal_grading(
            case_id=found.case, text=OBJECTION, by=found.seller, at=at,
            command=stable(f"curation:appeal:{found.case}"),
        )  # fmt: skip
        if outcome:
            answer_appeal(
                appeal_id=appeal, outcome=outcome, reasons=ANSWERS[outcome], by=curators[1 - found.curator],
                at=max(at, morning(now, answered)), command=stable(f"curation:answer:{found.case}"),
            )  # fmt: skip

"""Replay a file: lay the ground, then let processes walk the purchases, each the units given to it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Self
from uuid import UUID

from django.db import connection, connections, transaction

from eorder.foundation.errors import NotAllowedError
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import Actor
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.records.documents.apart import HELPER
from eorder.simulator.replay import ground
from eorder.simulator.replay.assumptions import category_of, marked
from eorder.simulator.replay.source import SourcePurchase
from eorder.simulator.replay.walking import LAST_ACT, walk

PROCESSES = 2
CLOSED = "closed"
LOOKED_FOR_PARENT = 0.5  # seconds


@dataclass(slots=True)
class Result:
    """What became of the purchases: how many and how much, by `closed` or the code of the rule that refused.

    `refusals` names each purchase that was refused, with the sentence that people would read.
    """

    counts: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    walked: int = 0
    refusals: list[tuple[SourcePurchase, NotAllowedError]] = field(default_factory=list)

    def add(self, end: str, value: int) -> None:
        """Count one purchase."""
        self.counts[end] += 1
        self.values[end] += value

    def __iadd__(self, other: Result) -> Self:
        self.counts.update(other.counts)
        self.values.update(other.values)
        self.walked += other.walked
        self.refusals += other.refusals
        return self


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with everything its purchases need, as plain values that a process can be handed."""

    code: str
    id: UUID
    government: UUID
    packages: dict[str, UUID]
    officials: dict[str, UUID]
    purchases: list[SourcePurchase]


def replay(purchases: list[SourcePurchase], *, processes: int = PROCESSES) -> Result:
    """Replay purchases; what an earlier run has walked to its end is only counted.

    Raises:
        NotAllowedError: A rule refused what the source says was bought, other than the ceiling of an order.
    """
    with HELPER.files_of_our_own():
        return _replay(purchases, processes)


def _replay(purchases: list[SourcePurchase], processes: int) -> Result:
    units = lay_ground(purchases)
    numbers = _seller_numbers(purchases)
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is there by now stays: no need to look through it again, and processes go on sharing it
    if processes == 1:
        return _walk_units(units, numbers)
    result = Result()
    shares = _shared_out(units, processes)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context, _end_with_parent, (os.getpid(),)) as pool:
        for part in pool.map(_walk_units, shares, [numbers] * processes):
            result += part
    return result


def lay_ground(purchases: list[SourcePurchase]) -> list[Unit]:
    """Make everything that purchases stand on, except sellers and products, which they bring themselves."""
    shelves = ground.shelves_of(purchases)
    with transaction.atomic():
        ground.lay_tables()
        ground.lay_packages(purchases, shelves)
    governments: dict[str, dict[str, SourcePurchase]] = defaultdict(dict)
    for each in purchases:
        governments[each.government_code].setdefault(each.key[1], each)
    found = []
    for order, (code, samples) in enumerate(sorted(governments.items())):
        name = next(iter(samples.values())).government
        with transaction.atomic():
            government = set_up_government(code=code, name=marked(name, 160))
            units = {unit: each.unit for unit, each in samples.items()}
            officials = ground.hire(code, name, units, ground.FIRST_OFFICIAL + 10 * order)
            for unit, unit_name in units.items():
                unit_id = ground.unit_id(government, unit, unit_name)
                people = _people(officials, unit_id)
                packages = {
                    shelf.account: ground.take_up(shelf, unit_id, people)
                    for shelf in shelves.values()
                    if shelf.unit == unit
                }
                mine = [each for each in purchases if each.key[1] == unit]
                found.append(Unit(unit, unit_id, government, packages, officials, mine))
    return found


def _people(officials: dict[str, UUID], unit: UUID) -> dict[str, Actor]:
    """Load the officials with their appointments in one unit."""
    loaded = {key: load_actor(account) for key, account in officials.items()}
    return {
        key: replace(actor, hats=tuple(hat for hat in actor.hats if hat.unit_id == unit))
        for key, actor in loaded.items()
        if actor is not None
    }


def _seller_numbers(purchases: Iterable[SourcePurchase]) -> dict[str, int]:
    names = sorted({each.key[2] for each in purchases})
    return {name: ground.FIRST_SELLER + number for number, name in enumerate(names)}


def _end_with_parent(parent: int) -> None:
    """Let this process end soon after the one that began it, even if that one was killed; its transaction is undone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKED_FOR_PARENT)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _shared_out(units: list[Unit], processes: int) -> list[list[Unit]]:
    """Give each process units of about as many purchases."""
    shares: list[list[Unit]] = [[] for _ in range(processes)]
    for unit in sorted(units, key=lambda each: (-len(each.purchases), each.code)):
        min(shares, key=lambda share: sum(len(each.purchases) for each in share)).append(unit)
    return shares


def _walk_units(units: list[Unit], numbers: dict[str, int]) -> Result:
    result, sellers = Result(), {}
    done = _ended()
    for unit in units:
        people = _people(unit.officials, unit.id)
        for purchase in unit.purchases:
            if ground.command_of(LAST_ACT, purchase.name) in done:
                result.add(CLOSED, purchase.total)
                continue
            place = (purchase.government_code, purchase.key[2])
            if place not in sellers:
                sellers[place] = ground.open_seller(unit.government, *place, numbers[place[1]])
            package = unit.packages[category_of(purchase.category).account]
            refusal = walk(purchase, package, people, sellers[place])
            result.add(refusal.code if refusal else CLOSED, purchase.total)
            if refusal:
                result.refusals.append((purchase, refusal))
            result.walked += 1
    connections.close_all()
    return result


def _ended() -> set[UUID]:
    """Commands of last acts, of purchases that an earlier run has walked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM journal_command WHERE act = 'order.close'")
        return {row[0] for row in cursor.fetchall()}

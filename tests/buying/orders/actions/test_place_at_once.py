"""An order is one statement: whole, undone or a repeat, and its number stands wherever it belongs."""

import re
from dataclasses import replace

import pytest

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.orders.actions import place_order as placing
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Order
from eorder.buying.packages.models import Package
from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import CommandReusedError, NotAllowedError, OverBudgetError
from eorder.foundation.ids import key_of, new_command
from eorder.records.at_once import LONGEST, MOST_VALUES, statement, write
from eorder.records.journal.counters import NUMBERED
from eorder.records.journal.models import Command, Counter, Event, Release
from eorder.records.ledger.models import Transfer
from tests.factories.cast import offer
from tests.factories.purchases import STATIONERY, Basket, open_package, wanted

WRITTEN = (Order, Command, Event, Release, Transfer)


@pytest.fixture
def shop(city):
    """A package with room for orders of 1,000,000, the form of one, and how to send it."""
    walk = open_package(city, account=STATIONERY)
    product = offer(city.sellers["small"], "alat-tulis", 1_000_000)
    form = wanted(walk, Basket(city.sellers["small"], ((product, 1_000),), STATIONERY))

    def send(command=None, **changed):
        return place_order(
            wanted=replace(form, **changed),
            by=city.people["pp"],
            at=walk.at,
            command=command or new_command(),
        )

    return walk, city.unit.lines[STATIONERY], send


def counts():
    return [model.objects.count() for model in WRITTEN], list(Counter.objects.values_list("series", "last"))


def test_repeat_when_the_budget_is_used_up_since_then_gives_the_first_order(shop):
    _, line, send = shop
    command = new_command()
    first = send(command)
    BudgetLine.objects.filter(id=line).update(ceiling=1_000_000)
    before = counts()
    assert send(command) == first == key_of(command)
    assert counts() == before


def test_command_when_sent_again_with_other_content_then_refused_whatever_the_rules_say(shop):
    _, line, send = shop
    command = new_command()
    send(command)
    with pytest.raises(CommandReusedError):
        send(command, reason="Alasan lain untuk pesanan ini.")
    BudgetLine.objects.filter(id=line).update(ceiling=1_000_000)
    with pytest.raises(CommandReusedError):
        send(command, reason="Alasan lain untuk pesanan ini.")


def race(monkeypatch, happening):
    """Let something happen between the rules and the statement, as another request would."""
    asked = placing.may_place

    def ask(*args):
        verdict = asked(*args)
        happening()
        return verdict

    monkeypatch.setattr(placing, "may_place", ask)


def test_order_when_the_budget_goes_after_the_rules_then_nothing_is_written(shop, monkeypatch):
    _, line, send = shop
    held = BudgetLine.objects.get(id=line)
    race(monkeypatch, lambda: BudgetLine.objects.filter(id=line).update(ceiling=held.reserved + 999_999))
    before = counts()
    with pytest.raises(OverBudgetError) as refusal:
        send()
    assert refusal.value.code == "over_budget"
    assert counts() == before


@pytest.mark.parametrize("change", [{"state": PackageState.FINISHED}, {"ceiling": 999_999}])
def test_order_when_the_package_goes_after_the_rules_then_nothing_is_written(shop, monkeypatch, change):
    walk, _, send = shop
    race(monkeypatch, lambda: Package.objects.filter(id=walk.package_id).update(**change))
    before = counts()
    with pytest.raises(OverBudgetError) as refusal:
        send()
    assert refusal.value.code == "over_package"
    assert counts() == before


def test_order_when_refused_within_a_wider_transaction_then_that_goes_on(shop):
    _, _, send = shop
    with pytest.raises(NotAllowedError):
        send(reason="")
    assert Order.objects.filter(id=send()).exists()


def test_number_when_an_order_is_placed_then_stands_in_every_text_and_no_mark_is_left(shop):
    _, _, send = shop
    order = Order.objects.get(id=send())
    event = Event.objects.get(subject_id=order.id)
    release = Release.objects.get(event=event)
    assert f'"number":"{order.number}"' in event.public
    assert release.ocid.endswith(f"-{order.number}")
    assert release.release_id.startswith(f"{order.number}-placed-")
    assert f'"ocid":"{release.ocid}"' in release.body
    assert not re.search(r"(?<![0-9a-f-])[0-9a-f]{32}(?![0-9a-f])", event.public + release.body)


@pytest.mark.parametrize(("last", "number"), [(1, "A-00001"), (99_999, "A-99999"), (123_456, "A-123456")])
@pytest.mark.usefixtures("db")
def test_number_when_it_has_more_than_five_digits_then_is_not_cut(last, number):
    named = "named AS" + NUMBERED.partition("named AS")[2]
    text = statement(f"numbered AS (SELECT {last} AS last)", named, result="SELECT number FROM named")
    assert write(text, {"number_begins": "A-"}) == (number,)


def test_statement_when_sent_then_short_enough_for_the_driver_to_remember(shop, monkeypatch):
    _, _, send = shop
    sent = []
    monkeypatch.setattr(placing, "write_at_once", lambda *given: sent.append(given) or ("GBR-2026-00001",))
    send()
    (text, values, _), *_ = sent
    assert len(text) <= LONGEST
    assert len(values) <= MOST_VALUES
    assert set(re.findall(r"%\((\w+)\)s", text)) == set(values)

"""The words of the steps cover the table of steps, and say what it says."""

from itertools import pairwise

import pytest

from eorder.buying.orders.states import OPEN, OWNERS, STEPS, OrderState
from eorder.web.desk.tasks import order_task
from eorder.web.order_steps import (
    ENDS_EMPTY,
    PROVE_TAX,
    expected_step,
    step_words,
    steps_ahead,
    words_by_page,
)
from eorder.web.public.routes import routes

S = OrderState
WITHOUT_PAGE = {"place", "lapse", "receive_partly"}
"""Placing has a page of its own, time runs out by itself, and both ways to receive share one page."""


def test_words_when_compared_with_the_steps_then_none_is_missing_or_invented():
    assert set(step_words()) - {PROVE_TAX} == set(STEPS) - WITHOUT_PAGE


def test_words_when_read_then_every_page_is_routed_and_named_once():
    pages = [words.page for words in step_words().values()]
    assert len(words_by_page()) == len(pages)
    assert set(pages) <= {route.name for route in routes()}


@pytest.mark.parametrize("state", sorted(OWNERS))
def test_order_that_waits_when_asked_for_its_step_then_its_owners_may_take_it(state):
    step = expected_step(state)
    assert state in STEPS[step].sources
    assert STEPS[step].by <= OWNERS[state]
    assert step_words()[step].waits


@pytest.mark.parametrize("state", sorted(set(S) - set(OWNERS)))
def test_order_that_has_ended_when_asked_for_its_step_then_has_none(state):
    assert state not in OPEN
    assert (expected_step(state), steps_ahead(state)) == ("", [])


def test_steps_ahead_when_followed_then_each_leads_to_where_the_next_starts():
    road = steps_ahead(S.PLACED)
    assert road == ["accept", "ship", "receive_fully", "hand_over", "invoice", "verify", "pay", "close"]
    for step, following in pairwise(road):
        assert STEPS[step].target in STEPS[following].sources
    assert [steps_ahead(STEPS[step].target) for step in road[:-1]] == [road[place:] for place in range(1, 8)]


def test_order_of_which_nothing_was_accepted_when_asked_then_goes_back():
    assert expected_step(S.RECEIVED, is_empty=True) == ENDS_EMPTY
    assert steps_ahead(S.RECEIVED, is_empty=True) == [ENDS_EMPTY]


@pytest.mark.parametrize(
    ("is_seller", "expected"),
    [(True, ("Kirim sisa barang", "ship_order")), (False, ("Lanjutkan penerimaan", "order"))],
)
def test_task_when_partly_received_then_both_sides_have_theirs(is_seller, expected):
    assert order_task(S.PARTLY_RECEIVED, is_seller=is_seller) == expected

"""Water at rest: fair against every other way to share, and nobody below its minimum."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from eorder.buying.massorders.allocation.water import Bowl, Level, level_of, pour

TICKETS = st.binary(min_size=4, max_size=4)


def bowls(limits, minimums=None, tickets=None):
    minimums, tickets = minimums or [1] * len(limits), tickets or [bytes([n]) for n in range(len(limits))]
    rows = enumerate(zip(limits, minimums, tickets, strict=True))
    return [Bowl(f"m{n}", limit, minimum, ticket) for n, (limit, minimum, ticket) in rows]


@st.composite
def any_bowls(draw, most=7, top=12):
    limits = draw(st.lists(st.integers(1, top), min_size=1, max_size=most))
    minimums = [draw(st.integers(1, limit)) for limit in limits]
    tickets = draw(st.lists(TICKETS, min_size=len(limits), max_size=len(limits), unique=True))
    return bowls(limits, minimums, tickets)


def poured_plainly(makers, lots):
    """Lot by lot: the next goes to whoever has least, below its limit; the last round by the draw."""
    given = dict.fromkeys([each.id for each in makers], 0)
    for _ in range(lots):
        open_ones = [each for each in makers if given[each.id] < each.limit]
        if open_ones:
            given[min(open_ones, key=lambda each: (given[each.id], each.ticket)).id] += 1
    return given


def shared_plainly(makers, lots):
    """The rule word by word: one leaves, the water is poured anew, until everybody has enough."""
    staying, left = list(makers), []
    while True:
        given = poured_plainly(staying, lots)
        short = [each for each in staying if given[each.id] < each.minimum]
        if not short:
            return given, left
        most = max(each.minimum for each in short)
        gone = max((each for each in short if each.minimum == most), key=lambda each: each.ticket)
        staying.remove(gone)
        left.append(gone.id)


@given(any_bowls(), st.integers(0, 60))
def test_pour_when_anything_then_is_as_the_rule_says_word_by_word(makers, lots):
    filled = pour(makers, lots)
    shares, left = shared_plainly(makers, lots)
    assert filled.shares == shares
    assert list(filled.left) == left
    assert (filled.before is None) == (not left)


@given(any_bowls(most=4, top=6), st.integers(0, 16))
def test_pour_when_nobody_wants_more_than_a_lot_then_no_other_way_is_fairer(makers, lots):
    makers = [Bowl(each.id, each.limit, 1, each.ticket) for each in makers]
    lots = min(lots, sum(each.limit for each in makers))
    every = [
        way for way in product(*(range(each.limit + 1) for each in makers)) if sum(way) == lots
    ]  # fmt: skip
    fairest = max(sorted(way) for way in every)  # the poorest has most, then the second poorest, and so on
    filled = pour(makers, lots)
    found = [filled.shares.get(each.id, 0) for each in makers]
    assert sorted(found) == fairest


@settings(max_examples=25)
@given(st.lists(st.integers(1, 40), min_size=20, max_size=60), st.integers(0, 1_500))
def test_pour_when_many_then_a_solver_finds_no_smaller_sum_of_squares(limits, lots):
    """Max-min fair is where the sum of squares is least; each further lot of a maker costs two more than the last."""
    lots = min(lots, sum(limits))
    network = SimpleMinCostFlow()
    source, sink = 0, len(limits) + 1
    for number, limit in enumerate(limits, 1):
        network.add_arc_with_capacity_and_unit_cost(number, sink, limit, 0)
        for lot in range(limit):
            network.add_arc_with_capacity_and_unit_cost(source, number, 1, 2 * lot + 1)
    network.set_nodes_supplies([source, sink], [lots, -lots])
    assert network.solve() == network.OPTIMAL
    assert sum(share**2 for share in pour(bowls(limits), lots).shares.values()) == network.optimal_cost()


@given(any_bowls(), st.integers(0, 60), st.randoms())
def test_pour_when_the_makers_come_in_another_order_then_nothing_changes(makers, lots, random):
    mixed = list(makers)
    random.shuffle(mixed)
    assert pour(mixed, lots) == pour(makers, lots)


@pytest.mark.parametrize(
    ("limits", "lots", "level"),
    [
        ([], 5, Level(0, 0)),
        ([3, 5], 0, Level(0, 0)),
        ([3, 5], 8, Level(5, 0)),
        ([3, 5], 99, Level(5, 0)),
        ([3, 5], 7, Level(4, 0)),
        ([4, 4, 4], 10, Level(3, 1)),
        ([1, 9, 9], 10, Level(4, 1)),
        ([10**12] * 3, 10**12, Level(333_333_333_333, 1)),
    ],
)
def test_level_when_limits_ascend_then_stands_where_the_lots_are_used(limits, lots, level):
    assert level_of(limits, lots) == level


def test_pour_when_two_want_what_only_one_can_have_then_the_best_drawn_stays():
    filled = pour(bowls([10, 10], [8, 8]), 12)
    assert filled.shares == {"m0": 10}
    assert filled.left == ("m1",)
    assert filled.before == Level(6, 0)


def test_pour_when_one_lot_more_is_just_enough_then_it_is_the_draw_that_decides():
    filled = pour(bowls([9, 9, 9], [4, 4, 1], [b"b", b"c", b"a"]), 10)
    assert filled.left == ("m1",)  # the one lot more went to m2, whose ticket is best
    assert filled.shares == {"m0": 5, "m2": 5}

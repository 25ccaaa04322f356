"""Lots on their way: all that is given arrives where it is wanted, by no longer way than must be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.buying.massorders.allocation.places import MICRO, Place, apportion, metres_between
from eorder.buying.massorders.allocation.route_files import read_places, read_shares
from eorder.buying.massorders.allocation.routing import prices, route
from eorder.foundation.errors import InvalidValueError
from tests.buying.massorders.samples import written

PLACES = st.tuples(st.integers(-6_300_000, -6_100_000), st.integers(106_700_000, 106_900_000))


@st.composite
def any_routing(draw, most_makers=6, most_points=4, most_lots=40):
    makers = [Place(f"m{n}", *draw(PLACES)) for n in range(draw(st.integers(1, most_makers)))]
    points = [
        Place(f"p{n}", *draw(PLACES), draw(st.integers(1, 500)))
        for n in range(draw(st.integers(1, most_points)))
    ]
    return {each.id: draw(st.integers(0, most_lots)) for each in makers}, makers, points


@given(any_routing())
def test_routes_when_anything_is_shared_then_each_lot_arrives_and_the_prices_prove_the_least_way(routing):
    shares, makers, points = routing
    found = route(shares, makers, points)
    sent, arrived = dict.fromkeys(shares, 0), dict.fromkeys([each.id for each in points], 0)
    for each in found.routes:
        sent[each.maker] += each.lots
        arrived[each.point] += each.lots
    assert sent == shares
    assert arrived == apportion(points, sum(shares.values()))
    used = {(each.maker, each.point) for each in found.routes}
    sending = [each for each in makers if shares[each.id]]
    metres = metres_between(sending, points)
    for (row, maker), (column, point) in product(enumerate(sending), enumerate(points)):
        difference = found.point_prices[point.id] - found.maker_prices[maker.id]
        assert difference <= metres[row, column]
        assert (maker.id, point.id) not in used or difference == metres[row, column]


@given(any_routing(most_makers=2, most_points=3, most_lots=5))
def test_routes_when_few_then_no_other_plan_is_shorter(routing):
    shares, makers, points = routing
    found = route(shares, makers, points)
    wanted = [apportion(points, sum(shares.values()))[each.id] for each in points]
    metres = metres_between(makers, points)
    first, *second = [shares[each.id] for each in makers]
    plans = [
        np.array([plan, [want - mine for want, mine in zip(wanted, plan, strict=True)]][: len(makers)])
        for plan in product(*(range(want + 1) for want in wanted))
        if sum(plan) == first and (second or list(plan) == wanted)
    ]
    assert found.lot_metres == min((plan * metres).sum() for plan in plans)


@given(any_routing(), st.randoms())
def test_routes_when_places_come_in_another_order_then_are_the_same(routing, random):
    shares, makers, points = routing
    mixed = [list(makers), list(points)]
    for each in mixed:
        random.shuffle(each)
    assert route(shares, *mixed) == route(shares, makers, points)


def test_prices_when_a_flow_is_not_the_least_then_there_are_none():
    metres, crossed = np.array([[1, 9], [9, 1]]), np.array([[0, 1], [1, 0]])
    with pytest.raises(ArithmeticError, match="not the shortest"):
        prices(metres, crossed)


def test_metres_when_between_monas_and_kota_tua_then_are_those_of_the_great_circle():
    monas, kota_tua = Place("a", -6_175_392, 106_827_153), Place("b", -6_134_900, 106_814_500)
    assert metres_between([monas], [kota_tua, monas]).tolist() == [[4_715, 0]]
    quarter = metres_between([Place("pole", 90 * MICRO, 0)], [Place("equator", 0, 0)])
    assert quarter.tolist() == [[10_007_557]]


def test_points_when_lots_are_too_few_then_all_fall_short_alike():
    points = [Place("a", 0, 0, 100), Place("b", 0, 0, 100), Place("c", 0, 0, 100)]
    assert apportion(points, 10) == {"a": 4, "b": 3, "c": 3}
    assert apportion(points, 0) == {"a": 0, "b": 0, "c": 0}


GOOD = {
    "makers": [{"id": "a", "latitude_millionths": 0, "longitude_millionths": 0}],
    "points": [{"id": "p", "latitude_millionths": 0, "longitude_millionths": 0, "pieces": 1}],
}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({**GOOD, "points": []}, "points"),
        ({**GOOD, "points": GOOD["points"] * 2}, "satu tempat tercatat dua kali"),
        ({**GOOD, "points": [{**GOOD["points"][0], "pieces": 0}]}, "points[0].pieces"),
        ({**GOOD, "makers": [{**GOOD["makers"][0], "pieces": 1}]}, "makers[0].pieces: tidak dikenal"),
        (
            {**GOOD, "makers": [{**GOOD["makers"][0], "latitude_millionths": 91 * MICRO}]},
            "latitude_millionths",
        ),
        ({**GOOD, "more": 1}, "tempat.more"),
    ],
)
def test_places_when_wrong_then_says_where(value, words):
    with pytest.raises(InvalidValueError) as refused:
        read_places(written(value))
    assert words in refused.value.sentence


@pytest.mark.parametrize(
    "value", [{}, {"shares": 1}, {"shares": [{"maker": "a"}]}, {"shares": [{"maker": "a", "lots": 0}]}]
)
def test_shares_when_not_such_or_empty_then_are_refused(value):
    with pytest.raises(InvalidValueError) as refused:
        read_shares(written(value))
    assert refused.value.code == "allocation_inputs"

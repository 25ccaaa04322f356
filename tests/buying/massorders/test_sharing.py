"""The rule as a whole, against its own words and the standalone verifier."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eorder.buying.massorders.allocation.limits import Bound
from eorder.buying.massorders.allocation.reading import read_inputs
from eorder.buying.massorders.allocation.sharing import allocate, even_orders
from eorder.buying.massorders.allocation.verify_allocation import check
from tests.buying.massorders.samples import any_terms, files_of, maker, seed_of, shared, terms, written


def outcome_of(value, number=0):
    return allocate(read_inputs(written(value)), seed_of(number))


def row_of(value, name):
    return next(each for each in outcome_of(value).shares if each.maker == name)


@settings(max_examples=150)
@given(any_terms())
def test_shares_when_anything_is_published_then_the_verifier_that_knows_only_the_files_agrees(value):
    assert check(*files_of(value)).endswith("menurut eorder-allocation/1.")


@given(any_terms())
def test_shares_when_anything_then_fit_limits_orders_and_the_need(value):
    inputs = read_inputs(written(value))
    found = allocate(inputs, seed_of())
    makers = {each.id: each for each in inputs.makers}
    given_lots = sum(each.lots for each in found.shares)
    assert (given_lots + found.missing) * inputs.lot + found.remainder == inputs.need
    assert 0 <= found.remainder < inputs.lot
    assert 0 <= given_lots <= found.capacity
    assert {each.maker for each in found.shares} == set(makers)
    for each in found.shares:
        offered = makers[each.maker]
        assert each.lots * inputs.lot <= offered.capacity
        assert sum(each.orders) == each.lots
        assert len(each.orders) <= inputs.most_orders
        assert all(lots * inputs.lot * offered.price <= inputs.order_ceiling for lots in each.orders)
        assert each.lots == 0 or each.lots * inputs.lot >= offered.minimum
    taking = [each.maker for each in found.shares if each.lots]
    owners = [owner for name in taking for owner in set(makers[name].owners)]
    assert len(owners) == len(set(owners))


@given(any_terms(), st.randoms())
def test_shares_when_makers_come_in_another_order_then_are_the_same(value, random):
    mixed = list(value["makers"])
    random.shuffle(mixed)
    assert outcome_of({**value, "makers": mixed}) == outcome_of(value)


@settings(max_examples=150)
@given(any_terms(), st.data())
def test_share_when_only_its_own_capacity_rises_then_never_falls(value, data):
    place = data.draw(st.integers(0, len(value["makers"]) - 1))
    mine = value["makers"][place]
    more = {**mine, "capacity": mine["capacity"] + data.draw(st.integers(1, 300))}
    raised = {**value, "makers": [*value["makers"][:place], more, *value["makers"][place + 1 :]]}
    assert shared(raised)[mine["id"]] >= shared(value)[mine["id"]]


def test_newcomers_when_others_could_make_all_then_have_their_reserved_part():
    value = terms(
        [maker("lama", 10_000), maker("baru-1", 90, proven=None), maker("baru-2", 900, proven=None)]
    )
    assert shared(value) == {"baru-1": 2, "baru-2": 3, "lama": 95} or shared(value) == {
        "baru-1": 3, "baru-2": 2, "lama": 95,
    }  # fmt: skip


def test_newcomers_when_others_cannot_make_the_rest_then_have_more_up_to_their_limit():
    value = terms([maker("lama", 930), maker("baru-1", 900, proven=None), maker("baru-2", 900, proven=None)])
    assert sorted(shared(value).values()) == [3, 4, 93]
    assert outcome_of({**value, "need": 2_000}).missing == 200 - 93 - 5 - 5


def test_tiers_when_the_smallest_can_make_all_then_the_larger_have_nothing():
    value = terms(
        [
            maker("mikro-1", 5_000),
            maker("koperasi-1", 5_000, scale="koperasi"),
            maker("kecil-1", 5_000, scale="kecil"),
        ]
    )
    assert shared(value) == {"koperasi-1": 50, "mikro-1": 50, "kecil-1": 0}
    assert row_of(value, "kecil-1").bound is Bound.UNREACHED
    assert shared({**value, "need": 12_000}) == {"koperasi-1": 500, "mikro-1": 500, "kecil-1": 200}


@pytest.mark.parametrize(
    ("change", "lots", "bound"),
    [
        ({"capacity": 309}, 30, Bound.CAPACITY),
        ({"proven": 200}, 30, Bound.PROVEN),
        ({"proven": None}, 5, Bound.NEWCOMER),
        ({"minimum": 2_000, "capacity": 1_999}, 0, Bound.SMALL),
        ({"capacity": 9}, 0, Bound.SMALL),
        ({"minimum": 600}, 0, Bound.LEFT),
        ({"owners": ["pemilik-b"], "capacity": 1_990}, 0, Bound.LINKED),
    ],
)
def test_share_when_something_bounds_it_then_says_what(change, lots, bound):
    value = terms([{**maker("a", 2_001), **change}, maker("b", 2_001)])
    row = row_of(value, "a")
    assert (row.lots, row.bound) == (lots, bound)
    assert (row.stands_in == "b") == (bound is Bound.LINKED)


def test_orders_when_the_ceiling_binds_then_a_share_is_several_and_no_more_than_allowed():
    value = terms([maker("a", 10**12)], need=22_000)
    row = row_of(value, "a")
    assert row.bound is Bound.ORDERS
    assert row.orders == (909, 909)  # 9,090 pieces at Rp 5,500 are Rp 49,995,000
    assert even_orders(10, 4) == (4, 3, 3)


def test_maker_when_it_has_two_names_then_the_larger_stands_for_both_also_by_way_of_a_third():
    value = terms([
        maker("a", 300, owners=["x"]), maker("b", 400, owners=["x", "y"]), maker("c", 200, owners=["y"]),
        maker("d", 400),
    ])  # fmt: skip
    assert shared(value) == {"a": 0, "b": 40, "c": 0, "d": 40}
    assert outcome_of(value).missing == 20


@pytest.mark.parametrize(
    ("need", "lot", "lots", "remainder"), [(1, 1, 1, 0), (1, 10, 0, 1), (22_000_001, 7, 3_142_857, 2)]
)
def test_need_when_no_whole_number_of_lots_then_the_rest_is_named(need, lot, lots, remainder):
    value = terms([maker(f"m{number}", 10**12) for number in range(3)], need=need, lot=lot)
    found = outcome_of(value)
    assert (found.lots, found.remainder) == (lots, remainder)
    assert check(*files_of(value))


def test_capacities_when_all_equal_then_nobody_is_two_lots_apart():
    value = terms([maker(f"m{number:02d}", 500) for number in range(7)])
    assert sorted(shared(value).values()) == [14, 14, 14, 14, 14, 15, 15]

"""The draw: uniform over seeds, and blind for everything but who somebody is."""

from collections import Counter

from eorder.buying.massorders.allocation.draw import tickets
from eorder.buying.massorders.allocation.reading import read_inputs
from eorder.buying.massorders.allocation.sharing import allocate
from tests.buying.massorders.samples import maker, seed_of, terms, written

SEEDS = 10_000
CRITICAL = 22.46
"""Chi-square of 6 degrees of freedom that chance exceeds once in 1,000."""


def test_ties_when_drawn_with_ten_thousand_seeds_then_are_uniform(record_property):
    value = terms([maker(f"m{number}", 500) for number in range(7)], need=1_020)
    inputs, more = read_inputs(written(value)), Counter()
    for seed in range(1, SEEDS + 1):
        more.update(each.maker for each in allocate(inputs, seed_of(seed)).shares if each.lots == 15)
    expected = SEEDS * 4 / 7  # 102 lots: 14 for each of seven, and four of them have one more
    chi_square = sum((more[f"m{number}"] - expected) ** 2 / expected for number in range(7))
    record_property("chi_square", f"{chi_square:.2f}")
    assert sum(more.values()) == SEEDS * 4
    assert chi_square < CRITICAL, f"{dict(sorted(more.items()))}: {chi_square:.2f}"


def test_ticket_when_drawn_then_depends_on_programme_round_seed_and_maker_alone():
    first = tickets("PM-1", 1, "aa", ["m1", "m2"])
    assert first["m1"] != first["m2"]
    assert tickets("PM-1", 1, "aa", ["m2", "m1"])["m1"] == first["m1"]
    others = [("PM-2", 1, "aa"), ("PM-1", 2, "aa"), ("PM-1", 1, "ab"), ("PM-1", 1, "a")]
    assert len({tickets(*each, ["m1"])["m1"] for each in others} | {first["m1"]}) == 5

"""Published inputs and seeds that are wrong, each with its sentence and code."""

import json
import os
import sys
from pathlib import Path

import pytest

from eorder.buying.massorders.allocation.beacon import (
    GENESIS,
    PERIOD,
    first_round_after,
    is_signed,
    round_time,
)
from eorder.buying.massorders.allocation.reading import read_inputs, read_seed
from eorder.foundation.errors import InvalidValueError
from tests.buying.massorders.samples import RANDOMNESS, ROUND, SIGNATURE, maker, moment, terms, written

DATA = os.environ.get("EORDER_DATA")
A, B = maker("a", 100), maker("b", 100)


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (terms([A], rule="eorder-allocation/2"), "allocation_rule", "eorder-allocation/1"),
        (terms([A], need=0), "allocation_inputs", "need"),
        (terms([A], need=1.5), "allocation_inputs", "1.5: bukan bilangan bulat"),
        (terms([A], need=True), "allocation_inputs", "need"),
        (terms([A], need=10**15 + 1), "allocation_inputs", "need"),
        (terms([A], lot=0), "allocation_inputs", "lot"),
        (terms([A], lot=9_000), "allocation_inputs", "melebihi batas satu pesanan"),
        (terms([A], extra=1), "allocation_inputs", "masukan.extra: tidak dikenal"),
        (terms([A], tiers=[["mikro"], ["mikro"]]), "allocation_inputs", "dua kali"),
        (terms([A], tiers=[["kecil"]]), "allocation_inputs", "skala mikro"),
        (terms([A, A]), "allocation_inputs", "pembuat a: tercatat dua kali"),
        (terms([]), "allocation_inputs", "makers"),
        (terms([{**A, "price": 6_001}]), "allocation_price", "Rp 6001 di luar rentang Rp 4000 sampai Rp 6000"),
        (terms([{**A, "price": 3_999}]), "allocation_price", "Rp 3999"),
        (terms([{**A, "capacity": -1}]), "allocation_inputs", "makers[0].capacity"),
        (terms([{**A, "owners": []}]), "allocation_inputs", "makers[0].owners"),
        (terms([{**A, "id": "a\nb"}]), "allocation_inputs", "makers[0].id"),
        (terms([B, {**A, "share": 1}]), "allocation_inputs", "makers[1].share"),
        (terms([A], newcomers={"share_basis_points": 10_001, "most_lots": 1}), "allocation_inputs", "10000"),
        (terms([A], proven={"growth_percent": 99}), "allocation_inputs", "growth_percent"),
        (terms([A], price={"floor": 2, "ceiling": 1}), "allocation_inputs", "harga terendah"),
        (terms([A], draw={**terms([])["draw"], "network": "lain"}), "allocation_inputs", "quicknet"),
        (terms([A], draw={**terms([])["draw"], "closes_at": "besok"}), "allocation_inputs", "waktu UTC"),
        (terms([A], draw={**terms([])["draw"], "closes_at": "2023-09-15T25:00:00Z"}), "allocation_inputs", "waktu UTC"),
        (terms([A], draw={**terms([])["draw"], "closes_at": "2026-01-01T00:00:00Z"}),
         "allocation_seed_known", "sudah ada"),
    ],
)  # fmt: skip
def test_inputs_when_wrong_then_says_where_and_what(value, code, words):
    with pytest.raises(InvalidValueError) as refused:
        read_inputs(written(value))
    assert refused.value.code == code
    assert words in refused.value.sentence


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"rule": NaN}', b'{"a": 1, "a": 1}']
)
def test_inputs_when_not_such_json_then_are_refused(content):
    with pytest.raises(InvalidValueError) as refused:
        read_inputs(content)
    assert refused.value.code == "allocation_inputs"


def seed(**changed):
    return json.dumps({"round": ROUND, "signature": SIGNATURE, "randomness": RANDOMNESS, **changed}).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (seed(round=ROUND + 1), "seed_of_other_round"),
        (seed(signature=SIGNATURE[:-1] + "c"), "seed_not_signed"),
        (seed(signature="00" * 48), "seed_not_signed"),
        (seed(signature="c0" + "00" * 47), "seed_not_signed"),
        (seed(signature=SIGNATURE[:-2]), "seed_not_signed"),
        (seed(randomness=RANDOMNESS[:-1] + "8"), "seed_not_of_signature"),
        (seed(signature=SIGNATURE.upper()), "allocation_inputs"),
        (seed(more=1), "allocation_inputs"),
        (b"null", "allocation_inputs"),
    ],
)
def test_seed_when_not_the_beacons_then_is_refused(content, code):
    inputs = read_inputs(written(terms([A])))
    with pytest.raises(InvalidValueError) as refused:
        read_seed(content, inputs)
    assert refused.value.code == code


def test_seed_when_the_beacons_own_then_is_taken():
    limit = sys.getrecursionlimit()
    read = read_seed(seed(), read_inputs(written(terms([A]))))
    assert (read.round, read.randomness) == (ROUND, RANDOMNESS)
    assert sys.getrecursionlimit() == limit


def test_rounds_when_asked_by_time_then_the_first_after_a_moment_was_not_made_before_it():
    assert round_time(ROUND) == moment("2023-09-15T11:00:03+00:00")
    for seconds in (-1, 0, 1, 2, 3, 4, 3_600):
        at = GENESIS + seconds * PERIOD / 3
        following = first_round_after(at)
        assert round_time(following) > at
        assert following == 1 or round_time(following - 1) <= at


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="EORDER_DATA does not name the real data")
def test_rounds_when_published_as_good_or_bad_then_are_told_apart():
    vectors = json.loads((Path(DATA) / "drand-vektor/quicknet.json").read_text())["vectors"]
    assert [is_signed(each["round"], each["signature"]) for each in vectors] == [
        each["valid"] for each in vectors
    ]

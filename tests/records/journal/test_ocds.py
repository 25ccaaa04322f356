from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.records.journal.ocds import milestone, present, quantity, release_bytes


@given(st.integers(min_value=0, max_value=10**12))
def test_a_quantity_is_written_as_the_exact_decimal_for_every_number_of_thousandths(thousandths):
    text = release_bytes("o", "r", {"quantity": quantity(thousandths)}).body

    assert text == f'{{"id":"r","ocid":"o","quantity":{Decimal(thousandths).scaleb(-3).normalize():f}}}'


@pytest.mark.parametrize(
    ("thousandths", "text"), [(2500, "2.5"), (40_000, "40"), (1, "0.001"), (10**12 - 1, "999999999.999")]
)
def test_a_quantity_is_written_without_artefacts(thousandths, text):
    assert f'"q":{text}}}' in release_bytes("o", "r", {"q": quantity(thousandths)}).body


def test_a_release_is_written_compact_sorted_and_with_text_as_it_is():
    release = release_bytes("ocds-xxxxxx-1", "1-a", {"b": "Kue é – 🍱", "a": [1]})

    assert release.body == '{"a":[1],"b":"Kue é – 🍱","id":"1-a","ocid":"ocds-xxxxxx-1"}'


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        release_bytes("o", "r", {"q": float("nan")})


def test_empty_values_are_left_out_but_zero_stays():
    assert present({"a": None, "b": "", "c": [], "d": 0, "e": "x"}) == {"d": 0, "e": "x"}


def test_a_milestone_without_a_status_is_met_when_it_has_the_date():
    met = datetime(2026, 8, 1, tzinfo=UTC)

    assert milestone("a", "delivery", "A")["status"] == "scheduled"
    assert milestone("a", "delivery", "A", met=met)["status"] == "met"
    assert milestone("a", "delivery", "A", met=met)["dateMet"] == "2026-08-01T00:00:00.000000Z"

"""The order of names is the same everywhere."""

import pytest

from eorder.foundation.sorting import sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Zebra", "zebra"),
        ("  Élan \t Vital\n", "elan vital"),
        ("E\u0301lan", "elan"),
        ("\u212bngstr\u00f6m", "angstrom"),
        ("STRA\u1e9eE", "strasse"),
        ("\u0130stanbul", "istanbul"),
        ("\ufb01lm", "film"),
        ("Toko-2", "toko-2"),
        ("", ""),
    ],
)
def test_key_when_made_then_plain_letters(text, key):
    assert sort_key(text) == key
    assert sort_key(key) == key


def test_names_when_ordered_then_case_and_marks_do_not_count():
    names = ["Zebra", "elang", "Élan", "apel", "elan", "Apel 2"]
    assert sorted(names, key=sort_key) == ["apel", "Apel 2", "Élan", "elan", "elang", "Zebra"]

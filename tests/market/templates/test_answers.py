"""What a seller answers about a product: what is missing, what is wrong, and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.market.templates.answers import read_answers, unit_problem
from eorder.market.templates.book import templates

BOX = templates()["nasi-kotak"]
GOOD = {
    "isi": "Nasi, ayam bakar, sayur", "berat_porsi": "450", "kemasan": "kotak karton",
    "status_halal": "bersertifikat halal", "tahan_jam": "6",
}  # fmt: skip


def test_answers_when_right_then_kept_by_kind():
    found, problems = read_answers(BOX, {**GOOD, "berat_porsi": " 1.450 ", "vegetarian": "tidak"})
    assert problems == {}
    assert found == {
        "isi": "Nasi, ayam bakar, sayur", "berat_porsi": 1_450, "kemasan": "kotak karton",
        "status_halal": "bersertifikat halal", "tahan_jam": 6, "vegetarian": False,
    }  # fmt: skip


@pytest.mark.parametrize("key", GOOD)
def test_answers_when_a_compulsory_one_is_missing_then_named(key):
    for empty in ({}, {key: "  "}):
        left = {name: answer for name, answer in GOOD.items() if name != key}
        found, problems = read_answers(BOX, {**left, **empty})
        assert list(problems) == [f"attr_{key}"]
        assert problems[f"attr_{key}"].endswith("kategori Nasi kotak mewajibkannya.")
        assert key not in found


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("isi", "x" * 301, "Isi atau menu paling panjang 300 huruf."),
        ("berat_porsi", "9", "dari 10 sampai 3000 gram."),
        ("berat_porsi", "3001", "dari 10 sampai 3000 gram."),
        ("berat_porsi", "1.4", "bilangan bulat"),
        ("berat_porsi", "1,5", "bilangan bulat"),
        ("berat_porsi", "-20", "bilangan bulat"),
        ("berat_porsi", "٤٥٠", "bilangan bulat"),
        ("berat_porsi", "9" * 5_000, "bilangan bulat"),
        ("kemasan", "kresek", "Pilih kemasan: kotak karton"),
        ("vegetarian", "mungkin", "dengan ya atau tidak."),
        ("warna", "merah", "tidak menanyakan “warna”."),
    ],
)
def test_answers_when_wrong_then_said_at_the_field(key, typed, said):
    found, problems = read_answers(BOX, {**GOOD, key: typed})
    assert list(problems) == [f"attr_{key}"]
    assert said in problems[f"attr_{key}"]
    assert key not in found


def test_answers_when_at_the_edges_then_taken():
    found, problems = read_answers(BOX, {**GOOD, "berat_porsi": "10", "tahan_jam": "72", "isi": "x" * 300})
    assert problems == {}
    assert (found["berat_porsi"], found["tahan_jam"]) == (10, 72)


@given(st.dictionaries(st.sampled_from([each.key for each in BOX.attributes]), st.text(max_size=40)))
def test_answers_when_anything_is_typed_then_kept_or_refused_and_never_both(typed):
    found, problems = read_answers(BOX, typed)
    answered = {key for key, text in typed.items() if text.strip()}
    assert {f"attr_{key}" for key in found}.isdisjoint(problems)
    assert answered <= set(found) | {name.removeprefix("attr_") for name in problems}


def test_unit_when_not_of_the_template_then_the_allowed_ones_are_named():
    assert unit_problem(BOX, " kotak ") == ""
    assert unit_problem(BOX, "rim") == "Kategori Nasi kotak dijual per kotak atau porsi, bukan per rim."

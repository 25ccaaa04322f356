"""What a query is understood to ask for, however it is typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from eorder.market.finding.understanding import nearest, reworded, slips, understand

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 8, 12, 9, 30, tzinfo=ZONE)  # a Wednesday


def asked(text):
    return understand(text, NOW)


def moment(day, clock):
    return datetime(2026, 8, day, *clock, tzinfo=ZONE)


def test_query_when_a_quantity_a_unit_and_a_time_are_said_then_all_are_taken_out():
    found = asked("120 porsi nasi kotak besok jam 11")
    assert (found.quantity, found.unit, found.needed_at) == (120, "porsi", moment(13, (11, 0)))
    assert found.words == ("nasi", "kotak")


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("nasi besok", moment(13, (8, 0))),
        ("nasi lusa pukul 9.30", moment(14, (9, 30))),
        ("nasi jam 11", moment(12, (11, 0))),
        ("nasi jam 8", moment(13, (8, 0))),
        ("nasi besok jam 2 siang", moment(13, (14, 0))),
        ("nasi besok jam 11 siang", moment(13, (11, 0))),
        ("nasi hari ini jam 15:00", moment(12, (15, 0))),
        ("nasi senin", moment(17, (8, 0))),
        ("nasi hari rabu", moment(19, (8, 0))),
        ("nasi hari minggu jam 7 malam", moment(16, (7, 0))),
        ("nasi besok siang jam 1", moment(13, (13, 0))),
        ("nasi lusa pagi", moment(14, (8, 0))),
        ("nasi jam 26", None),
        ("jam dinding", None),
        ("majalah minggu", None),
        ("nasi", None),
    ],
)
def test_time_when_said_in_many_ways_then_understood(text, needed):
    assert asked(text).needed_at == needed


@pytest.mark.parametrize(
    ("text", "quantity", "words"),
    [
        ("1.500 porsi nasi", 1500, ("nasi",)),
        ("30 porsi nasi hari ini jam 15:00 wib", 30, ("nasi",)),
        ("50 kotak nasi", 50, ("nasi", "kotak")),
        ("150 dus air galon", 150, ("air", "galon")),
        ("100 lembar fotokopi", 100, ("fotokopi",)),
        ("20 dus", 20, ("dus",)),
        ("kertas a4 80 gram", 0, ("kertas", "a4", "80", "gram")),
        ("buku tulis 58 lembar", 0, ("buku", "tulis", "58", "lembar")),
        ("0 porsi nasi", 0, ("0", "porsi", "nasi")),
        ("99999999999999999 rim kertas", 0, ("99999999999999999", "rim", "kertas")),
    ],
)
def test_quantity_when_its_unit_counts_then_taken_and_else_left(text, quantity, words):
    found = asked(text)
    assert (found.quantity, found.words) == (quantity, words)


@pytest.mark.parametrize("text", ["nasi box", "Nasi Kotak", "NASI DUS!"])
def test_thing_when_it_has_other_names_then_all_are_looked_for(text):
    [names] = asked(text).concepts
    assert {("nasi", "kotak"), ("nasi", "box"), ("nasi", "dus")} <= set(names)


@pytest.mark.parametrize("text", ["", "   "])
def test_query_when_empty_then_asks_for_everything(text):
    assert not asked(text).concepts
    assert not asked(text).is_mute


@pytest.mark.parametrize("text", ["dan untuk yang", "🍱🍱", "\"''\"", "((((", "%%%", "米", "-" * 300])
def test_query_when_it_has_no_word_to_look_for_then_said(text):
    found = asked(text)
    assert not found.concepts
    assert found.is_mute


def test_query_when_of_ten_thousand_characters_then_its_beginning_is_read_and_it_is_said():
    found = asked("kertas " * 1_429)
    assert found.is_cut
    assert found.words == ("kertas",)
    assert asked("a" * 10_000).words == ("a" * 40,)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("kertas", "kertas", 0), ("kretas", "kertas", 1), ("kertsa", "kertas", 1), ("kerta", "kertas", 1),
     ("kertass", "kertas", 1), ("", "abc", 3), ("spidol", "spedul", 2)],
)  # fmt: skip
def test_slips_when_counted_then_a_swap_is_one(one, other, count):
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kretas", "kertas"),
        ("kartas", "kertas"),
        ("ksp", ""),
        ("a4b4", ""),
        ("xyzzy", ""),
        ("fotocoopi", "fotokopi"),
    ],
)
def test_word_when_mistyped_then_the_nearest_is_meant_if_near_enough(word, meant):
    assert nearest(word, ["kertas", "keras kaku", "fotokopi", "asp"]) == meant


def test_word_when_two_are_as_near_then_the_one_with_the_same_first_letter_is_meant():
    assert nearest("naci", ["aci", "nachi"]) == "nachi"


def test_word_when_two_are_as_near_then_a_letter_was_sooner_left_out_than_one_too_many_typed():
    assert nearest("kotk", ["kok", "kota", "kotak"]) == "kotak"


def test_question_when_a_word_is_replaced_then_with_the_other_names_of_the_new_one():
    found = reworded(asked("nasi kotka"), {"kotka": "kotak"})
    assert ("nasi", "box") in found.concepts[0]
    assert reworded(found, {}) is found


@pytest.mark.parametrize(("word", "meant"), [("nsi", "nasi"), ("nax", ""), ("as", "")])
def test_short_word_when_a_letter_is_left_out_then_only_a_longer_one_is_meant(word, meant):
    assert nearest(word, ["nasi", "nas", "naga", "asap"]) == meant

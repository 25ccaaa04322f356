"""Rows become purchases: lines are distinct, repeats are counted, hours are office hours."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.simulator.replay.assumptions import category_of, marked
from eorder.simulator.replay.ground import command_of, shelves_of
from eorder.simulator.replay.hours import hours_of
from eorder.simulator.replay.source import differences, gather, read_source
from tests.simulator.rows import row

ZONE = ZoneInfo("Asia/Jakarta")
DATA = os.environ.get("EORDER_DATA")


def at(*parts):
    return datetime(*parts, tzinfo=ZONE)


def test_rows_when_of_one_purchase_then_lines_are_distinct_by_words_and_value():
    source = gather([row(), row(valuasi="2000"), row(order_desc="Map"), row(kd_satker="2"), row()])
    assert [(each.key[1], each.total, len(each.lines)) for each in source.purchases] == [
        ("1", 4000, 3),
        ("2", 1000, 1),
    ]
    assert (source.rows, source.lines, source.repeats, source.repeated_value) == (5, 4, 1, 1000)
    assert source.unlike == []


def test_repeats_when_they_differ_elsewhere_then_are_listed():
    source = gather([row(), row(kategori="Elektronik")])
    assert source.repeats == 1
    (told,) = differences(source.unlike)
    assert told == "PO-1 'Pulpen': kategori: 'ATK' menjadi 'Elektronik'"


def test_purchase_when_its_rows_have_several_times_then_the_first_counts():
    late, early = "2022-03-02 08:00:00", "2022-03-01 08:00:00"
    source = gather([row(tanggal_transaksi=late), row(order_desc="Map", tanggal_transaksi=early)])
    assert source.purchases[0].moment == early


@pytest.mark.parametrize("value", ["", "0", "-5", "1.5", "Rp 10"])
def test_value_when_it_is_no_amount_then_refused_with_its_row(value):
    with pytest.raises(InvalidValueError, match=r"Baris 3: valuasi"):
        gather([row(), row(valuasi=value)])


def test_file_when_columns_are_missing_then_they_are_named(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("order_id,valuasi\n1,2\n")
    with pytest.raises(InvalidValueError, match=r"tidak punya kolom kd_klpd"):
        read_source(file)


@pytest.mark.parametrize("name", ["ada.csv", "ada.csv.gz"])
def test_file_when_it_is_no_table_then_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x1f\x8bbukan" + bytes(range(256)))
    with pytest.raises(InvalidValueError):
        read_source(tmp_path / name)


def test_hours_when_the_hour_is_unknown_then_nine_on_the_next_working_day():
    saturday = hours_of("2022-07-30 00:00:00")
    assert saturday.placed == at(2022, 8, 1, 9)  # Monday
    assert saturday.accepted == at(2022, 8, 1, 10)
    assert saturday.delivered == at(2022, 8, 2, 10)
    assert saturday.settled == at(2022, 8, 3, 9)


def test_hours_when_a_sunday_evening_is_known_then_kept_and_answered_on_monday():
    known = hours_of("2022-11-13 20:23:01")
    assert known.placed == at(2022, 11, 13, 20, 23, 1)
    assert known.accepted == at(2022, 11, 14, 10)


@pytest.mark.parametrize(
    ("words", "code"), [("ATK", "atk"), ("makanan", "makanan"), ("Perkakas;ATK", "perkakas")]
)
def test_category_when_there_are_several_words_then_the_first_decides(words, code):
    assert category_of(words).code == code


def test_category_when_nobody_assumed_one_then_said():
    with pytest.raises(LookupError, match="Kapal"):
        category_of("Kapal")


def test_budget_when_purchases_are_added_up_then_exactly_what_is_accepted():
    rows = [
        row(order_id=str(number), valuasi=value)
        for number, value in enumerate(("100", "60000000", "50000000"))
    ]
    (shelf,) = shelves_of(gather(rows).purchases).values()
    assert (shelf.accepted, shelf.refused, shelf.ceiling) == (50_000_100, 60_000_000, 50_000_100)


def test_names_when_marked_then_the_mark_survives_any_length():
    assert marked("Dinas", 40) == "Dinas (andaian)"
    assert len(marked("x" * 300, 40)) == 40
    assert marked("x" * 300, 40).endswith(" (andaian)")


def test_commands_when_of_one_act_then_the_same_and_else_not():
    assert command_of("place", "a") == command_of("place", "a") != command_of("accept", "a")


@pytest.mark.skipif(DATA is None, reason="EORDER_DATA is not set")
def test_real_file_when_read_then_its_known_figures():
    source = read_source(Path(DATA) / "toko-daring-kalbar/toko_daring_transaksi.csv.gz")
    assert (source.rows, len(source.purchases), source.lines) == (13_799, 7_531, 13_600)
    assert (source.repeats, source.repeated_value, len(source.unlike)) == (199, 468_404_470, 64)
    accepted = [each.total for each in source.purchases if each.total <= 50_000_000]
    assert (len(accepted), sum(accepted)) == (7_366, 28_241_294_319)
    assert (len(source.purchases) - len(accepted), source.total - sum(accepted)) == (165, 16_096_499_390)
    assert len({each.name for each in source.purchases}) == 7_531
    for each in source.purchases:
        category_of(each.category)
        hours_of(each.moment)

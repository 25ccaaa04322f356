"""The national list: by number at once, by name alone without effect, twice as once, and what is gone is only told."""

from datetime import date

import pytest

from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.foundation.tables.errors import RowError
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actor import CLOCK
from eorder.parties.sanctions.actions.import_listed import (
    ALIKE,
    GONE,
    MATCHED,
    OVER,
    STRANGERS,
    import_listed,
)
from eorder.parties.sanctions.actions.note_likeness import note_likeness
from eorder.parties.sanctions.import_rows import plain_name, read_listed_row
from eorder.parties.sanctions.models import Likeness, Sanction
from eorder.parties.sanctions.queries import likenesses
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from tests.factories.cast import at
from tests.factories.sanctions import is_selling, listed_row

CELLS = {
    "nama": "PT Boga Contoh", "npwp": "", "nib": "", "nomor_sk": "BL/1", "mulai": "2026-03-01", "sampai": "28/02/2027",
}  # fmt: skip


def run(city, *rows, moment=None):
    report = ImportReport("Daftar hitam nasional")
    import_listed(
        enumerate(rows, 2), report, government_id=city.government, source="Daftar Contoh", by=CLOCK,
        at=moment or at(10), command=new_command(),
    )  # fmt: skip
    return report


def vendor_of(city, case="other"):
    return Vendor.objects.get(id=city.sellers[case].id)


@pytest.mark.parametrize("number", ["npwp", "nib"])
def test_row_when_it_has_a_sellers_number_then_counts_at_once(city, number):
    vendor = vendor_of(city, "C" if number == "npwp" else "other")
    value = getattr(vendor, number)
    assert value
    report = run(city, listed_row(**{number: value, "name": "Nama Lain"}))
    found = Sanction.objects.get(vendor=vendor)
    assert (report.new, report.counts) == (1, {MATCHED: 1})
    assert (found.kind, found.source, found.until) == ("national", "Daftar Contoh", date(2027, 2, 28))
    assert (found.since, found.starts_at) == (date(2026, 3, 1), at(10))
    assert not is_selling(vendor.id, at(10))
    assert is_selling(vendor.id, at(1, month=3))
    assert Event.objects.get(subject_id=found.id).name == "sanction.listed"


def test_list_when_imported_again_then_changes_nothing(city):
    rows = (
        listed_row(nib=vendor_of(city).nib),
        listed_row(name=vendor_of(city, "B").name, decree_number="BL/2"),
    )
    first = run(city, *rows)
    before = Event.objects.count()
    again = run(city, *rows, moment=at(11))
    assert (first.new, again.new, again.unchanged, again.refused) == (2, 0, 2, 0)
    assert (Event.objects.count(), Sanction.objects.count(), Likeness.objects.count()) == (before, 1, 1)


def test_row_when_only_its_name_is_like_a_sellers_then_noted_without_effect(city):
    vendor = vendor_of(city)
    report = run(city, listed_row(name=f"PT. {vendor.name.upper()}"))
    assert report.counts == {ALIKE: 1}
    assert is_selling(vendor.id, at(10))
    assert not Sanction.objects.exists()
    [found] = likenesses(city.people["kurator"], at(10))
    assert (found["vendor_id"], found["decree_number"]) == (vendor.id, "BL/1/2026")
    assert likenesses(city.people["pa"], at(10)) == []


def test_row_when_its_number_is_another_than_the_namesakes_then_is_a_stranger(city):
    report = run(city, listed_row(name=vendor_of(city).name, nib="9999999999999"))
    assert report.counts == {STRANGERS: 1}
    assert not Likeness.objects.exists()


def test_row_when_its_numbers_are_two_sellers_then_refused(city):
    one, other = vendor_of(city, "C"), vendor_of(city)
    report = run(city, listed_row(npwp=one.npwp, nib=other.nib))
    assert [each.code for each in report.refusals] == ["two_sellers"]
    assert not Sanction.objects.exists()


def test_row_when_its_last_day_is_over_then_counts_no_more(city):
    report = run(city, listed_row(nib=vendor_of(city).nib, until=date(2026, 8, 9)))
    assert report.counts == {OVER: 1}
    assert not Sanction.objects.exists()


def test_row_when_its_days_are_others_than_before_then_refused(city):
    run(city, listed_row(nib=vendor_of(city).nib))
    report = run(city, listed_row(nib=vendor_of(city).nib, until=date(2027, 6, 1)))
    assert [each.code for each in report.refusals] == ["listed_otherwise"]
    assert Sanction.objects.get().until == date(2027, 2, 28)


def test_row_when_gone_from_the_list_then_told_and_still_in_force(city):
    vendor = vendor_of(city)
    run(city, listed_row(nib=vendor.nib))
    report = run(city, listed_row(name="Perusahaan Asing", decree_number="BL/9"), moment=at(11))
    assert report.counts == {STRANGERS: 1, f"{GONE}: {vendor.name}, BL/1/2026": 1}
    assert not is_selling(vendor.id, at(11))


def test_seller_when_listed_twice_by_two_decrees_then_the_later_end_counts(city):
    nib = vendor_of(city).nib
    run(city, listed_row(nib=nib), listed_row(nib=nib, decree_number="BL/2", until=date(2028, 1, 1)))
    assert Sanction.objects.count() == 2
    assert not is_selling(vendor_of(city).id, at(1, month=12))


def test_likeness_when_somebody_else_notes_it_then_refused(city):
    with pytest.raises(EorderError, match="penyiapan sistem"):
        note_likeness(
            vendor_id=vendor_of(city).id, row=listed_row(), source="x", by=city.people["kurator"], at=at(10),
            command=new_command(),
        )  # fmt: skip


def test_row_when_read_then_numbers_have_one_form():
    row = read_listed_row({**CELLS, "npwp": "01.234.567.4-021.000", "nib": "12 345 678 901 23"})
    assert (row.npwp, row.nib) == ("0012345674021000", "1234567890123")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"npwp": "123"}, "invalid_npwp_length"),
        ({"nib": "12"}, "invalid_nib"),
        ({"sampai": "2026-03-01"}, "days_reversed"),
        ({"mulai": ""}, "date_empty"),
        ({"nama": ""}, "text_empty"),
    ],
)
def test_row_when_wrong_then_refused_with_its_code(cells, code):
    with pytest.raises(RowError) as caught:
        read_listed_row({**CELLS, **cells})
    assert [each.code for each in caught.value.problems] == [code]


@pytest.mark.parametrize("name", ["PT. Boga Contoh", "boga  contoh", "Boga-Contoh, PT", "CV BOGA CONTOH"])
def test_name_when_written_otherwise_then_alike(name):
    assert plain_name(name) == "boga contoh"

"""A sheet is checked without changing anything, and taken in as it was checked, once."""

import pytest

from eorder.foundation.errors import (
    ConflictError,
    InvalidValueError,
    NotAllowedError,
    NotFoundError,
    StaleError,
)
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.check_sheet import check_sheet
from eorder.market.catalogue.actions.list_product import list_product
from eorder.market.catalogue.actions.take_sheet import take_sheet
from eorder.market.catalogue.models import PriceVersion, Product, ProductSheet
from eorder.market.catalogue.own_queries import sheet_of
from eorder.records.documents.intake import Upload
from eorder.records.journal.models import Event
from tests.factories import sheets
from tests.factories.cast import at
from tests.market.catalogue.test_importing import PAPER, paper


def sheet_with(*rows):
    return sheets.sheet_with(*rows, head=(*sheets.HEAD, *PAPER))


def row(name, price=52_000, unit="rim", **answers):
    return ["kertas", name, unit, price, *{**PAPER, **answers}.values()]


def checked(seller, upload, command=None):
    check_sheet(
        vendor_id=seller.id, upload=upload, by=seller.actor, at=at(10), command=command or new_command()
    )
    return sheet_of(seller.id)


def taken(seller, sha256, command=None, hour=11):
    take_sheet(
        vendor_id=seller.id, sha256=sha256, by=seller.actor, at=at(hour), command=command or new_command()
    )
    return sheet_of(seller.id)


def counts(sheet):
    return {name: count for name, count in sheet["report"].items() if isinstance(count, int) and count}


def test_sheet_when_checked_then_told_what_it_would_do_and_nothing_changes(city):
    seller = city.sellers["A"]
    sold = paper(seller, "Kertas lama")
    list_product(
        vendor_id=seller.id,
        form=sold.form,
        attributes=PAPER,
        by=seller.actor,
        at=at(9),
        command=new_command(),
    )
    before = Product.objects.count(), PriceVersion.objects.count(), Event.objects.count()
    sheet = checked(
        seller,
        sheet_with(row("Kertas lama", 49_000), row("Kertas baru"), row("Salah", unit="ember"), row("Nol", 0)),
    )
    assert counts(sheet) == {"read": 4, "new": 1, "changed": 1, "refused": 2, "problems": 2}
    assert sheet["report"]["shown"] == [["Kertas baru", None, 52_000], ["Kertas lama", 52_000, 49_000]]
    assert [each[:3] for each in sheet["report"]["refusals"]] == [[4, "satuan", "ember"], [5, "harga", "0"]]
    assert (Product.objects.count(), PriceVersion.objects.count(), Event.objects.count() - 1) == before
    assert Event.objects.latest("recorded_at").name == "sheet.checked"


def test_sheet_when_taken_in_then_its_sound_rows_are_sold_once(city):
    seller, command = city.sellers["A"], new_command()
    sheet = checked(seller, sheet_with(row("Kertas satu"), row("Kertas dua"), row("Salah", unit="ember")))
    done = taken(seller, sheet["sha256"], command)
    assert counts(done) == {"read": 3, "new": 2, "refused": 1, "problems": 1}
    assert done["taken_at"] == at(11)
    prices = PriceVersion.objects.filter(product__category_id="kertas")
    assert set(prices.values_list("product__name", "amount", "published_at")) == {
        ("Kertas satu", 52_000, at(11)), ("Kertas dua", 52_000, at(11)),
    }  # fmt: skip
    assert taken(seller, sheet["sha256"], command) == done  # a repeat of the command does nothing
    with pytest.raises(ConflictError, match="sudah disimpan"):
        taken(seller, sheet["sha256"])
    assert prices.count() == 2
    assert bytes(ProductSheet.objects.get(vendor_id=seller.id).content) == b""


def test_sheet_when_another_was_checked_meanwhile_then_not_taken_in(city):
    seller = city.sellers["A"]
    first = checked(seller, sheet_with(row("Kertas satu")))
    second = checked(seller, sheet_with(row("Kertas dua")))
    with pytest.raises(StaleError, match="Lembar lain"):
        taken(seller, first["sha256"])
    taken(seller, second["sha256"])
    assert [each.name for each in Product.objects.filter(category_id="kertas")] == ["Kertas dua"]


def test_sheet_when_the_market_moved_on_then_taken_in_as_it_is_now(city):
    seller = city.sellers["A"]
    sheet = checked(seller, sheet_with(row("Kertas satu"), row("Kertas dua")))
    list_product(
        vendor_id=seller.id, form=paper(seller, "Kertas satu").form, attributes=PAPER, by=seller.actor, at=at(10),
        command=new_command(),
    )  # fmt: skip
    assert counts(taken(seller, sheet["sha256"])) == {"read": 2, "new": 1, "unchanged": 1}


def test_sheet_when_nothing_in_it_can_be_sold_then_not_taken_in(city):
    seller = city.sellers["A"]
    sheet = checked(seller, sheet_with(row("Salah", unit="ember")))
    events = Event.objects.count()
    with pytest.raises(ConflictError, match="Tidak ada baris"):
        taken(seller, sheet["sha256"])
    assert Event.objects.count() == events
    assert sheet_of(seller.id)["taken_at"] is None


def test_sheet_when_rows_repeat_or_contradict_then_said_so(city):
    seller = city.sellers["A"]
    sheet = checked(
        seller, sheet_with(row("Sama"), row("Sama"), row("Beda", 1_000), row("Beda", 2_000), row("Lain"))
    )
    assert counts(sheet) == {"read": 5, "new": 2, "repeated": 1, "refused": 2, "problems": 2}


def test_sheet_when_of_another_business_or_none_was_checked_then_refused(city):
    seller, other = city.sellers["A"], city.sellers["B"]
    sheet = checked(seller, sheet_with(row("Kertas")))
    with pytest.raises(NotFoundError, match="Belum ada lembar"):
        taken(other, sheet["sha256"])
    for asked in (
        lambda: check_sheet(
            vendor_id=seller.id, upload=sheet_with(row("A")), by=other.actor, at=at(10), command=new_command()
        ),
        lambda: take_sheet(
            vendor_id=seller.id, sha256=sheet["sha256"], by=other.actor, at=at(10), command=new_command()
        ),
    ):
        with pytest.raises(NotAllowedError):
            asked()
    assert Product.objects.filter(category_id="kertas").count() == 0


MANY = ("kategori,nama,satuan,harga\n" + "kertas,a,rim,1\n" * 10_001).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong. Pilih"),
        (b"%PDF-1.4 ...", "Berkas ini adalah PDF, bukan tabel"),
        (b"nama,harga\nA,1\n", "Kolom 'kategori', 'satuan' tidak ada"),
        (b"PK\x03\x04 not a workbook", "rusak"),
        (b'kategori,nama,satuan,harga\n"a,b', "Tanda kutip"),
        (MANY, "lebih dari 10.000 baris"),
        (b"a" * 5_000_001, "lebih besar dari 5 MB"),
    ],
)
def test_sheet_when_it_is_no_table_then_refused_with_a_sentence(city, content, sentence):
    seller = city.sellers["A"]
    with pytest.raises(InvalidValueError, match=sentence):
        checked(seller, Upload("produk.csv", content))
    assert sheet_of(seller.id) is None


def test_workbook_when_a_text_looks_like_a_formula_then_it_stays_text(city):
    seller = city.sellers["A"]
    sheet = checked(seller, sheet_with(row("=1+1"), row("Kertas\x07 biru")))
    (refused,) = sheet["report"]["refusals"]
    assert refused[:3] == [2, "nama", "=1+1"]
    assert counts(sheet) == {"read": 2, "new": 1, "refused": 1, "problems": 1}

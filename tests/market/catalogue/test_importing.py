"""Many products at once: the sound ones are listed as by hand, the others refused with every reason."""

import pytest

from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command, new_id
from eorder.foundation.tables.errors import RowError
from eorder.foundation.tables.report import ImportReport, read_all
from eorder.foundation.tables.table import open_table
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.catalogue.actions.import_products import import_products
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.market.catalogue.import_rows import PRODUCTS, read_product_row
from eorder.market.catalogue.models import PriceVersion, Product
from eorder.market.catalogue.offers import Offer, offers_of
from eorder.market.finding.models import Listing
from eorder.openness.consistency.finding import FINDING
from eorder.openness.consistency.journal import JOURNAL
from eorder.parties.identity.actor import CLOCK
from eorder.records.journal.models import Event
from tests.factories.cast import at

PAPER = {"merek": "Contoh Prima", "ukuran_kertas": "A4", "gramasi": "70", "jumlah_isi": "500"}


def paper(vendor, name, **changes):
    facts = {"category_code": "kertas", "name": name, "description": "", "unit": "rim", "price": 52_000}
    return Offer(vendor.id, ProductForm(**{**facts, **changes}), PAPER)


def brought_in(offers, by, command=None):
    report = ImportReport("Produk")
    import_products(
        offers=enumerate(offers, 2), report=report, by=by, at=at(10), command=command or new_command()
    )
    return report


def test_products_when_brought_in_then_like_those_listed_one_by_one(city):
    seller = city.sellers["A"]
    by_hand = list_product(
        vendor_id=seller.id, form=paper(seller, "Kertas satu").form, attributes=PAPER, by=seller.actor, at=at(10),
        command=new_command(),
    )  # fmt: skip
    report = brought_in([paper(seller, "Kertas dua")], seller.actor)
    assert (report.new, report.refused) == (1, 0)
    rows = Product.objects.filter(name__startswith="Kertas ", category_id="kertas").order_by("name")
    others = ("id", "name", "sort_key", "search", "recorded_at")
    fields = [each.name for each in Product._meta.concrete_fields if each.name not in others]
    second, first = rows.values(*fields)
    assert first == second
    found = rows.get(name="Kertas dua")
    assert found.sort_key == "kertas dua"
    price = PriceVersion.objects.get(product=found)
    assert (price.seq, price.amount, price.published_at) == (1, 52_000, at(10))
    events = [Event.objects.get(subject_id=each) for each in (by_hand, found.id)]
    assert events[0].public.replace("Kertas satu", "Kertas dua") == events[1].public
    assert {(each.name, each.role, each.seq) for each in events} == {("product.listed", "vendor", 1)}
    assert Listing.objects.filter(product__in=rows).count() == 2
    assert [each.code for each in (*FINDING, *JOURNAL) if list(each.offenders())] == []


def test_products_when_some_are_wrong_then_the_others_are_listed_and_each_reason_is_told(city):
    seller = city.sellers["A"]
    offers = [
        paper(seller, "Kertas A"),
        paper(seller, "Kertas B", unit="kotak", price=0),
        paper(seller, "kertas a"),
        Offer(seller.id, paper(seller, "Kertas C").form, {**PAPER, "gramasi": "banyak", "rasa": "manis"}),
        paper(seller, "Kertas D", category_code="tidak-ada"),
        paper(seller, "Kertas E"),
    ]
    report = brought_in(offers, seller.actor)
    assert (report.new, report.refused) == (2, 4)
    told = [(each.row, each.column, each.value) for each in report.refusals]
    assert told == [
        (3, "harga", "0"), (4, "nama", "kertas a"), (5, "rasa", "manis"), (5, "gramasi", "banyak"),
        (6, "kategori", "tidak-ada"),
    ]  # fmt: skip
    assert Product.objects.filter(category_id="kertas").count() == 2


def test_products_when_the_sheet_is_sent_again_then_nothing_is_sold_twice(city):
    seller, command = city.sellers["A"], new_command()
    offers = [paper(seller, f"Kertas {number}") for number in range(5)]
    assert brought_in(offers, seller.actor, command).new == 5
    assert brought_in(offers, seller.actor, command).new == 0  # a repeat of the command does nothing
    again = brought_in(offers, seller.actor)
    assert (again.new, again.changed, again.unchanged, again.refused) == (0, 0, 5, 0)
    assert PriceVersion.objects.filter(product__category_id="kertas").count() == 5


def test_products_when_sold_already_at_another_price_then_it_is_published_as_by_hand(city):
    seller = city.sellers["A"]
    brought_in([paper(seller, "Kertas satu"), paper(seller, "Kertas dua")], seller.actor)
    two, one = Product.objects.filter(category_id="kertas").order_by("sort_key")
    change_price(product_id=one.id, price=50_000, by=seller.actor, at=at(10), command=new_command())
    report = brought_in(
        [paper(seller, "kertas  SATU", price=50_000), paper(seller, "Kertas dua", price=50_000)], seller.actor
    )
    assert (report.new, report.changed, report.unchanged, report.refused) == (0, 1, 1, 0)
    fields = ("seq", "amount", "published_at")
    by_hand, brought = (list(each.prices.order_by("seq").values_list(*fields)) for each in (one, two))
    assert by_hand == brought == [(1, 52_000, at(10)), (2, 50_000, at(10))]
    told = Event.objects.filter(subject_id__in=(one.id, two.id), name="product.price_changed")
    assert set(told.values_list("public", "role", "seq")) == {('{"before":52000,"price":50000}', "vendor", 2)}
    assert [each.code for each in (*FINDING, *JOURNAL) if list(each.offenders())] == []


def test_products_when_sold_already_otherwise_then_refused_by_each_column(city):
    seller = city.sellers["A"]
    brought_in([paper(seller, "Kertas")], seller.actor)
    other = paper(seller, "Kertas", minimum=5, description="Putih", price=1)
    report = brought_in([Offer(seller.id, other.form, {**PAPER, "gramasi": "80"})], seller.actor)
    told = [(each.column, each.value) for each in report.refusals]
    assert told == [("minimum", "5"), ("keterangan", "Putih"), ("gramasi", "80")]
    assert "dijual dengan isi “kosong”" in report.refusals[1].sentence
    assert PriceVersion.objects.filter(product__category_id="kertas").count() == 1


def test_products_when_taken_off_sale_then_the_name_is_free_again(city):
    seller = city.sellers["A"]
    brought_in([paper(seller, "Kertas")], seller.actor)
    there = Product.objects.get(category_id="kertas")
    delist_product(product_id=there.id, reason="Habis", by=seller.actor, at=at(10), command=new_command())
    assert brought_in([paper(seller, "Kertas", unit="pak")], seller.actor).new == 1


def test_products_when_more_than_a_batch_then_all_are_there(city, monkeypatch):
    monkeypatch.setattr("eorder.market.catalogue.actions.import_products.BATCH", 3)
    sellers = (city.sellers["A"], city.sellers["B"])
    report = brought_in([paper(sellers[number % 2], f"Kertas {number // 2}") for number in range(10)], CLOCK)
    assert (report.new, report.refused) == (10, 0)
    assert set(
        Event.objects.filter(name="product.listed", role="installer").values_list("seq", flat=True)
    ) == {1}


def test_products_when_of_another_business_or_none_then_refused_and_nothing_changes(city):
    seller, other = city.sellers["A"], city.sellers["B"]
    before = Product.objects.count()
    with pytest.raises(NotAllowedError):
        brought_in([paper(seller, "Kertas"), paper(other, "Kertas")], seller.actor)
    nobody = Offer(new_id(), paper(seller, "Kertas").form, PAPER)
    with pytest.raises(NotFoundError):
        brought_in([nobody], CLOCK)
    assert Product.objects.count() == before


ROW = {"kategori": "kertas", "nama": "Kertas", "satuan": "rim", "harga": "52.000"}


def test_row_when_read_then_other_columns_are_answers():
    read = read_product_row({**ROW, "minimum": "", "hari": "0", "merek": " Contoh ", "warna": ""})
    assert (read.price, read.minimum, read.lead_days, read.answers) == (52_000, 1, 0, {"merek": "Contoh"})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kategori", ""), ("kategori", "Kertas HVS"), ("nama", ""), ("nama", "a" * 161), ("nama", "=1+1"),
        ("satuan", ""), ("harga", "-1"), ("harga", "1,5"), ("minimum", "0"), ("minimum", "x"), ("hari", "366"),
        ("keterangan", "a" * 2001),
    ],
)  # fmt: skip
def test_row_when_a_cell_is_wrong_then_refused_by_its_column(column, value):
    with pytest.raises(RowError) as refusal:
        read_product_row({**ROW, column: value})
    assert [each.column for each in refusal.value.problems] == [column]


def test_sheet_when_three_of_many_rows_are_wrong_then_the_others_go_in_and_the_three_are_told(city, tmp_path):
    seller, file = city.sellers["A"], tmp_path / "produk.csv"
    head = [*ROW, *PAPER]
    rows = [[*{**ROW, "nama": f"Kertas {number}"}.values(), *PAPER.values()] for number in range(700)]
    rows[9][3], rows[99][2], rows[599][head.index("gramasi")] = "lima ribu", "kotak", "9"
    file.write_text("\n".join(",".join(row) for row in [head, *rows]), encoding="utf-8")
    report = ImportReport("Produk")
    with open_table(file, required=PRODUCTS.columns) as table:
        import_products(
            offers=offers_of(seller.id, read_all(table.rows, PRODUCTS.read, report)), report=report,
            by=seller.actor, at=at(10), command=new_command(),
        )  # fmt: skip
    assert (report.read, report.new, report.refused) == (700, 697, 3)
    assert sorted((each.row, each.column) for each in report.refusals) == [
        (11, "harga"), (101, "satuan"), (601, "gramasi"),
    ]  # fmt: skip
    assert Listing.objects.filter(category_id="kertas").count() == 697

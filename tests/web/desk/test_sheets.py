"""Many products by page: the workbook to fill in, its check, taking it in; and a long list of one's own."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import PriceVersion, Product
from tests.factories.sheets import HEAD, sheet_of_one, sheet_with

URL, BLANK = "/usaha/produk/impor", "/usaha/produk/lembar"


def sent(client, upload):
    file = SimpleUploadedFile(upload.name, upload.content)
    return client.post(URL, {"sheet": file, "command": str(new_command())})


def page_of(client, url=URL):
    return client.get(url).content.decode()


def saved(client, command=None):
    (digest,) = re.findall(r'name="simpan" value="(\w{64})"', page_of(client))
    return client.post(URL, {"simpan": digest, "command": command or str(new_command())})


def workbook(client, category=""):
    answer = client.get(BLANK, {"kategori": category})
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def test_sheet_when_sent_and_saved_then_sold_with_what_was_wrong_still_told(signed_in):
    client = signed_in("mawar")
    rows = [("katering-rapat", f"Jajan {number}", "kotak", 9_000) for number in range(3)]
    answer = sent(client, sheet_with(*rows, ("katering-rapat", "Gratis", "kotak", 0)))
    assert (answer.status_code, answer["Location"]) == (303, URL)
    text = page_of(client)
    assert "Simpan 3 produk" in text
    assert "Belum ada yang berubah" in text
    assert "Kolom &#39;harga&#39;" in text
    assert not Product.objects.filter(name__startswith="Jajan").exists()
    command = str(new_command())
    assert [saved(client, command).status_code, Product.objects.filter(name__startswith="Jajan").count()] == [
        303,
        3,
    ]
    text = page_of(client)
    assert "3 produk baru dijual dan 0 harga diubah." in text
    assert "Kolom &#39;harga&#39;" in text
    assert 'name="simpan"' not in text


def test_sheet_when_saved_twice_then_said_so_and_sold_once(signed_in):
    client = signed_in("mawar")
    sent(client, sheet_of_one("Jajan"))
    (digest,) = re.findall(r'name="simpan" value="(\w{64})"', page_of(client))
    answers = [client.post(URL, {"simpan": digest, "command": str(new_command())}) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 409]
    assert "sudah disimpan" in answers[1].content.decode()
    assert Product.objects.filter(name="Jajan").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Pilih lembar produk"),
        (b"", "kosong"),
        (b"\x00\x01" * 99, "bukan teks"),
        (b"a,b\n1,2\n", "tidak ada"),
    ],
)
def test_sheet_when_it_is_none_then_said_so(signed_in, content, sentence):
    form = {"command": str(new_command())}
    if content is not None:
        form["sheet"] = SimpleUploadedFile("produk.csv", content)
    answer = signed_in("mawar").post(URL, form)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_workbook_when_of_a_category_then_asks_its_questions_and_holds_what_is_sold(signed_in):
    book = workbook(signed_in("mawar"), "nasi-kotak")
    head, *rows = book["Produk"].iter_rows(values_only=True)
    assert head[:4] == HEAD
    assert "berat_porsi" in head
    mine = Product.objects.filter(vendor__name="Dapur Contoh Mawar", category_id="nasi-kotak", state="listed")
    assert sorted(row[1] for row in rows) == sorted(mine.values_list("name", flat=True))
    told = dict(book["Petunjuk"].iter_rows(values_only=True))
    assert told.keys() == set(head) | {"Kolom"}
    assert "wajib" in told["berat_porsi"]


def test_workbook_when_sent_back_then_nothing_changes_but_the_price_that_was_typed(signed_in):
    client = signed_in("mawar")
    book = workbook(client)
    cell = book["Produk"]["D2"]
    name, before = book["Produk"]["B2"].value, cell.value
    cell.value = before + 500
    out = io.BytesIO()
    book.save(out)
    client.post(URL, {"sheet": SimpleUploadedFile("p.xlsx", out.getvalue()), "command": str(new_command())})
    prices = PriceVersion.objects.filter(product__vendor__name="Dapur Contoh Mawar")
    count = prices.count()
    assert saved(client).status_code == 303
    assert prices.count() == count + 1
    assert prices.get(product__name=name, amount=before + 500).seq == 2


def test_workbook_when_the_category_is_unknown_then_404(signed_in):
    assert signed_in("mawar").get(BLANK, {"kategori": "tidak-ada"}).status_code == 404


@pytest.mark.parametrize("url", [URL, BLANK])
def test_pages_when_opened_by_an_official_then_not_there(signed_in, url):
    assert signed_in("ppk.gbr").get(url).status_code == 404


@pytest.mark.parametrize("rows", [1, 300])
def test_page_when_the_sheet_is_long_then_as_many_statements(signed_in, session_statements, rows):
    client = signed_in("mawar")
    sent(client, sheet_with(*(("katering-rapat", f"Jajan {each}", "kotak", 9_000) for each in range(rows))))
    with CaptureQueriesContext(connection) as captured:
        client.get(URL)
    assert len(captured) - session_statements == 2


def test_products_when_many_then_by_pages_and_found_by_a_part_of_their_name(signed_in):
    client = signed_in("mawar")
    sent(client, sheet_with(*(("katering-rapat", f"Jajan {each:03}", "kotak", 9_000) for each in range(120))))
    saved(client)
    seen, url = [], "/usaha/produk?q=JAJAN"
    while url:
        text = page_of(client, url)
        seen.append(re.findall(r">(Jajan \d{3})</a></h2>", text))
        more = re.findall(r'rel="next" href="([^"]+)"', text)
        url = more[0].replace("&amp;", "&") if more else ""
    assert [len(each) for each in seen] == [50, 50, 20]
    assert sum(seen, []) == [f"Jajan {each:03}" for each in range(120)]  # noqa: RUF017 - three pages
    assert "Tidak ada produk bernama itu" in page_of(client, "/usaha/produk?q=bakso")
    assert "Jajan" in page_of(client, "/usaha/produk?setelah=bukan-kunci")

"""The catalogue page: what it understood, filters, sorts, pages, and the order as anyone may check it."""

import csv
from io import StringIO

import pytest

from eorder.market.finding import queries
from eorder.market.finding.verifying import faults, read_order

pytestmark = pytest.mark.usefixtures("demo_city")


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def cards(answer):
    return text_of(answer).count('<article class="product-card">')


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("nasi kotka", "Menampilkan hasil untuk “kotak”, karena “kotka” tidak dipakai"),
        ("nasi spidol", "Tidak ada yang memuat semua kata itu."),
        ("120 porsi nasi", "Hanya yang dapat dipesan sebanyak 120 porsi."),
        ("nasi besok jam 11", "11.00 WIB."),
        ("dan untuk yang", "Tidak ada kata yang dapat dicari di “dan untuk yang”, jadi semua ditampilkan."),
        ("🍱", "Tidak ada kata yang dapat dicari di “🍱”"),
        ("kertas " * 1_429, "Hanya 200 huruf pertama yang dibaca."),
        ("zzzzzz", "Tidak ada barang yang cocok"),
    ],
)
def test_catalogue_when_searched_then_says_what_it_understood(client, query, sentence):
    assert sentence in text_of(client.get("/katalog", {"q": query}))


def test_catalogue_when_filtered_then_shows_what_fits_with_counts_and_keeps_the_choice(client):
    page = text_of(client.get("/katalog", {"kategori": "alat-tulis", "sampai": "60.000", "urut": "murah"}))
    assert 'value="alat-tulis" checked' in page
    assert '<details class="filter__groups" open>' in page
    assert 'name="urut" value="murah"' in page
    assert "Kertas A4 80 gram" in page
    assert "Nasi kotak" not in page


@pytest.mark.parametrize(
    "strange", ["kategori='", "dari=x&sampai=-1", "siap=99999999999", "urut=x", "dekat=';--"]
)
def test_catalogue_when_a_filter_is_strange_then_left_out(client, strange):
    assert cards(client.get(f"/katalog?{strange}")) == queries.PAGE


def test_catalogue_when_a_filter_fits_nothing_then_says_so_and_offers_everything(client):
    page = text_of(client.get("/katalog?kategori=tidak-ada"))
    assert "hapus saringan" in page
    assert 'value="tidak-ada" checked' in page


def test_catalogue_when_few_have_all_words_then_says_how_many_do_and_how_many_are_alike(client):
    page = text_of(client.get("/katalog?q=kertas+a4"))
    assert "barang atau jasa memuat semua kata, " in page
    assert "Angka di saringan dihitung" not in page


def test_catalogue_when_there_are_more_than_are_counted_then_says_more_than(client, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 5)
    page = text_of(client.get("/katalog"))
    assert "Lebih dari 5 barang atau jasa" in page
    assert "sedikitnya " in page
    assert "Angka di saringan dihitung dari 6 di antaranya" in page
    assert "More than 5 goods or services" in text_of(client.get("/en/katalog"))


@pytest.mark.parametrize("sort", ["giliran", "murah", "mahal", "dekat"])
def test_catalogue_when_sorted_then_goes_on_by_key_in_that_sort(client, sort):
    page = text_of(client.get("/katalog", {"urut": sort, "dekat": "31.71.01"}))
    address = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert cards(client.get(address)) > 0
    other = "murah" if sort in {"giliran", "dekat"} else "giliran"
    assert client.get(address.replace(f"urut={sort}", f"urut={other}")).status_code == 404


def test_catalogue_when_read_again_then_not_sent_again(client, django_assert_num_queries):
    first = client.get("/katalog?q=kertas")
    with django_assert_num_queries(3):
        again = client.get("/katalog?q=kertas", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.get("/katalog?q=spidol", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_catalogue_when_measured_then_within_60_kb(client):
    assert len(client.get("/katalog").content) < 60_000


def test_turns_when_read_then_explain_the_rule_and_this_hour(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/katalog/urutan")
    assert "satu dari 1024 kelompok" in text_of(answer)
    assert client.get("/katalog/urutan", headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("most", [1_000, 5])
@pytest.mark.parametrize("query", ["", "q=nasi&urut=mahal&", "kategori=alat-tulis&"])
def test_turns_when_asked_for_an_hour_then_its_order_is_that_of_the_rule(client, monkeypatch, most, query):
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    answer = client.get(f"/katalog/urutan.csv?{query}jam=496000")
    rows = list(csv.DictReader(StringIO(text_of(answer))))
    assert rows
    assert {row["jam"] for row in rows} == {"496000"}
    assert list(faults(read_order(rows))) == []


@pytest.mark.parametrize("hour", ["x", "-1", "99999999999", "²"])
def test_turns_when_there_is_no_such_hour_then_404(client, hour):
    assert client.get("/katalog/urutan.csv", {"jam": hour}).status_code == 404

"""Curation on pages: the public queue, the curator's points, the certificate, and what the seller reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import Product
from eorder.market.curation.models import CurationCase, Grading
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.states import ApplicationState, Rung
from tests.factories.curation import handed_in, listed_by, marks_for, scored
from tests.factories.joining import BEFORE_OTHERS, application_in
from tests.web.desk.pages import fields, send
from tests.web.matrix.asking import clock_at

pytestmark = pytest.mark.usefixtures("demo_city")
BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"
QUEUE, WORK = "/kurasi", "/kerja/pendaftaran"


def account(key):
    return Account.objects.get(email=f"{key}@contoh.example")


def seat(key):
    client = Client()
    client.force_login(account(key), backend=BACKEND)
    return client


def actor(key):
    return load_actor(account(key).id)


@pytest.fixture
def now():
    return timezone.now() - timedelta(days=3)


def product_of_mawar(name="Nasi kotak ayam bakar"):
    return Product.objects.filter(vendor__name="Dapur Contoh Mawar", name=name).earliest("id").id


def waiting(now, name="Kue contoh"):
    seller = actor("mawar")
    return handed_in(seller, listed_by(seller, now, name), now)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def form_for(case, points=4, **other):
    return {
        f"{field}-{mark.criterion}": value
        for mark in marks_for(case, points, **other)
        for field, value in (("points", mark.points), ("evidence", mark.evidence))
    }


@pytest.mark.parametrize("count", [1, 3])
def test_queue_when_anybody_asks_then_numbers_without_names_in_six_statements(
    now, django_assert_num_queries, count
):
    cases = [waiting(now + timedelta(minutes=each), f"Kue contoh {each}") for each in range(count)]
    government = CurationCase.objects.first().government_id
    sent = [application_in(ApplicationState.APPLIED, government, now, 60 + each)[0] for each in range(count)]
    with django_assert_num_queries(6):
        answer = Client().get(QUEUE)
    page = answer.content.decode()
    assert (answer.status_code, answer.cookies) == (200, {})
    places = [page.index(public_number(Rung.CURATION, each)) for each in cases]
    assert places == sorted(places)
    assert all(public_number(Rung.CHECK, each) in page for each in sent)
    assert not [name for name in ("Kue contoh", "Mawar", "Cempaka", "Dapur Contoh") if name in page]
    assert "dari 5 hari kerja" in page
    assert "dari 3 hari kerja" in page


def test_queue_when_something_was_taken_before_others_then_its_reason_is_there_and_the_median(now):
    waiting(now, "Kue contoh 1")
    second = waiting(now + timedelta(hours=1), "Kue contoh 2")
    scored(second, actor("kurator.gbr"), now + timedelta(hours=2))
    page = text_of(Client().get(QUEUE))
    assert BEFORE_OTHERS in page
    assert public_number(Rung.CURATION, second) in page
    assert "1 diterima atau lulus; 1 didahulukan" in page
    assert "0 hari kerja" in page


def test_product_when_points_are_given_then_the_grade_stands_on_its_page_and_can_be_checked(now):
    case = waiting(now)
    client = seat("kurator.gbr")
    assert f"/kerja/kurasi/{case}" in client.get(WORK).content.decode()
    assert f"/kerja/kurasi/{case}" in client.get("/tugas").content.decode()
    answer, _ = send(client, f"/kerja/kurasi/{case}", **form_for(case, 5))
    assert (answer.status_code, answer["Location"]) == (303, f"{WORK}?selesai=dinilai")
    grading = Grading.objects.get()
    product = Client().get(f"/produk/{grading.product_id}")
    assert "Mutu A" in text_of(product)
    assert f"/kurasi/{grading.number}" in text_of(product)
    checked = text_of(Client().get(f"/kurasi/{grading.number}"))
    assert "Berlaku" in checked
    assert "100 dari 100" in checked
    assert "Tiga contoh diperiksa." in checked
    paper = Client().get(f"/kurasi/{grading.number}/sertifikat.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert Client().get(f"/kurasi/{grading.number}/sertifikat.pdf").content == paper.content
    assert paper["ETag"].strip('"') in text_of(Client().get(f"/kurasi/{grading.number}"))
    assert "sudah dinilai" in text_of(client.get(f"/kerja/kurasi/{case}"))


def test_product_when_graded_then_readers_who_have_its_page_get_the_new_one(now):
    case = waiting(now)
    path = f"/produk/{CurationCase.objects.get().product_id}"
    etag = Client().get(path)["ETag"]
    assert Client().get(path, HTTP_IF_NONE_MATCH=etag).status_code == 304
    scored(case, actor("kurator.gbr"), now + timedelta(hours=1))
    assert Client().get(path, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_grade_when_its_last_day_has_passed_then_shown_as_over_and_listed_for_the_curators(now):
    case = waiting(now)
    scored(case, actor("kurator.gbr"), now + timedelta(hours=1))
    grading = Grading.objects.get()
    with clock_at(now + timedelta(days=740)):
        assert "Kedaluwarsa" in text_of(Client().get(f"/kurasi/{grading.number}"))
        assert f"Mutu {grading.grade} kedaluwarsa" in text_of(Client().get(f"/produk/{grading.product_id}"))
        assert grading.number in text_of(seat("kurator.gbr").get(WORK))
        renewed = handed_in(actor("mawar"), grading.product_id, timezone.now())
        assert grading.number not in text_of(seat("kurator.gbr").get(WORK))
        scored(renewed, actor("kurator.gbr"), timezone.now())
        page = text_of(Client().get(f"/kurasi/{grading.number}"))
        assert "Produk ini sudah dinilai lagi" in page


def test_points_when_missing_then_each_field_is_named_and_what_was_typed_stays(now):
    case = waiting(now)
    form = {**form_for(case), "evidence-foto": "", "points-mutu": "9"}
    answer, sent = send(seat("kurator.gbr"), f"/kerja/kurasi/{case}", **form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-points-mutu"' in page
    assert 'href="#f-evidence-foto"' in page
    assert fields(answer)["command"] == sent["command"]
    assert fields(answer)["evidence-mutu"] == "Tiga contoh diperiksa."
    assert CurationCase.objects.get().state == "waiting"


def test_product_when_not_the_first_then_the_page_asks_for_a_reason(now):
    waiting(now, "Kue contoh 1")
    second = waiting(now + timedelta(hours=1), "Kue contoh 2")
    path, client = f"/kerja/kurasi/{second}", seat("kurator.gbr")
    assert "Ini nomor 2 dalam antrean" in text_of(client.get(path))
    answer, _ = send(client, path, **form_for(second), reason="")
    assert (answer.status_code, "Ini bukan yang pertama dalam antrean" in text_of(answer)) == (409, True)
    answer, _ = send(client, path, **form_for(second), reason=BEFORE_OTHERS)
    assert answer.status_code == 303


def test_product_when_refused_then_its_seller_alone_reads_what_mends_it_and_hands_it_in_again(now):
    case = waiting(now)
    product = CurationCase.objects.get().product_id
    path, seller = f"/usaha/produk/{product}/kurasi", seat("mawar")
    page = text_of(seller.get(path))
    assert public_number(Rung.CURATION, case) in page
    assert "Urutan ke-1" in page
    scored(case, actor("kurator.gbr"), now + timedelta(hours=1), 2)
    assert "Ganti dengan barang tanpa cacat dan ajukan contoh baru." in text_of(seller.get(path))
    assert "Tiga contoh" not in text_of(Client().get(f"/produk/{product}"))
    assert "Tiga contoh" not in text_of(Client().get(QUEUE))
    assert seat("kertas").get(path).status_code == 404
    answer, _ = send(seller, path)
    assert (answer.status_code, answer["Location"]) == (303, path)
    again = CurationCase.objects.get(state="waiting")
    assert "Ganti dengan barang tanpa cacat" in text_of(seat("kurator.gbr").get(f"/kerja/kurasi/{again.id}"))
    refused = seller.post(path, {"command": str(new_command())})
    assert (refused.status_code, "Sudah ada produk yang menunggu" in text_of(refused)) == (409, True)


def test_product_when_a_grade_holds_then_its_seller_sees_until_when_and_the_paper(now):
    case = waiting(now)
    scored(case, actor("kurator.gbr"), now + timedelta(hours=1))
    grading = Grading.objects.get()
    page = text_of(seat("mawar").get(f"/usaha/produk/{grading.product_id}/kurasi"))
    assert "Berlaku sampai" in page
    assert f"/kurasi/{grading.number}/sertifikat.pdf" in page
    assert "masih berlaku lama" in page


def test_application_when_it_waits_then_the_applicant_sees_number_and_place(now):
    government = Product.objects.first().government_id
    applicants = [application_in(ApplicationState.APPLIED, government, now, 70 + each) for each in range(2)]
    client = Client()
    client.force_login(Account.objects.get(id=applicants[1][1].account_id), backend=BACKEND)
    assert f"Nomor {public_number(Rung.CHECK, applicants[1][0])}, urutan ke-2" in text_of(
        client.get("/gabung")
    )


def test_application_when_not_the_first_then_the_curator_gives_a_reason(now):
    government = Product.objects.first().government_id
    first, second = (
        application_in(ApplicationState.APPLIED, government, now, 80 + each)[0] for each in range(2)
    )
    client = seat("kurator.gbr")
    page = text_of(client.get(WORK))
    assert page.index(str(first)) < page.index(str(second))
    answer, _ = send(client, f"{WORK}/{second}", putusan="terima")
    assert answer.status_code == 409
    answer, _ = send(client, f"{WORK}/{second}", putusan="terima", reason=BEFORE_OTHERS)
    assert answer.status_code == 303
    assert BEFORE_OTHERS in text_of(Client().get(QUEUE))


@pytest.mark.parametrize("path", ["/kurasi/KUR-X", "/kurasi/KUR-X/sertifikat.pdf"])
def test_certificate_when_there_is_none_then_not_found(path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("key", ["mawar", "ppk.gbr", "admin.gbr"])
def test_case_when_somebody_else_asks_then_is_not_there(now, key):
    assert seat(key).get(f"/kerja/kurasi/{waiting(now)}").status_code == 404


def test_pages_when_english_then_said_in_english(now):
    case = waiting(now)
    scored(case, actor("kurator.gbr"), now + timedelta(hours=1))
    assert "Curation queue" in text_of(Client().get(f"/en{QUEUE}"))
    assert "Valid until" in text_of(Client().get(f"/en/kurasi/{Grading.objects.get().number}"))

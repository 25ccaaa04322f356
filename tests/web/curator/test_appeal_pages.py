"""Appeals against curation on pages: the seller makes one, another curator decides it, and everybody sees the queue."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from eorder.market.curation.models import Appeal, CurationCase, Grading
from eorder.parties.joining.queue import public_number
from eorder.parties.joining.states import Rung
from tests.factories.curation import ANSWER, OBJECTION, answered, appealed, handed_in, listed_by, scored
from tests.web.curator.test_curation_pages import QUEUE, WORK, actor, seat, text_of
from tests.web.desk.pages import send

pytestmark = pytest.mark.usefixtures("demo_city")


@pytest.fixture
def now():
    return timezone.now() - timedelta(days=3)


def judged(now, points, name="Kue contoh"):
    """The case of a product of Mawar that the curator of one unit judged."""
    seller = actor("mawar")
    case = handed_in(seller, listed_by(seller, now, name), now)
    return scored(case, actor("kurator.gbr"), now + timedelta(hours=1), points)


def path_of(case):
    return f"/usaha/produk/{CurationCase.objects.get(id=case).product_id}/kurasi"


def test_seller_when_a_product_did_not_pass_then_appeals_on_its_page_and_sees_number_and_place(now):
    path, seller = path_of(judged(now, 2)), seat("mawar")
    assert "Ajukan keberatan atas hasil ini" in text_of(seller.get(path))
    answer, _ = send(seller, path, putusan="keberatan", text="ya")
    assert answer.status_code == 422
    assert 'href="#f-text"' in answer.content.decode()
    answer, _ = send(seller, path, putusan="keberatan", text=OBJECTION)
    assert (answer.status_code, answer["Location"]) == (303, path)
    page = text_of(seller.get(path))
    assert f"Nomor {public_number(Rung.APPEAL, Appeal.objects.get().id)}, urutan ke-1." in page
    assert OBJECTION in page
    assert "Serahkan ke kurasi" not in page
    assert "Your appeal" in text_of(seller.get(f"/en{path}"))


def test_curators_when_one_judged_then_the_other_finds_and_decides_it(now):
    case = judged(now, 2)
    appeal = appealed(case, actor("mawar"), now + timedelta(hours=2))
    path = f"/kerja/kurasi/keberatan/{appeal}"
    judge, other = seat("kurator.gbr"), seat("kurator.dpc")
    for address in (WORK, "/tugas"):
        assert path in other.get(address).content.decode()
        assert path not in judge.get(address).content.decode()
    assert "Anda yang menilai produk ini. Keberatannya diputuskan kurator lain." in text_of(judge.get(path))
    page = text_of(other.get(path))
    assert OBJECTION in page
    assert "Tiga contoh diperiksa." in page
    assert "tidak terbuka untuk umum" in page
    answer, _ = send(other, path, outcome="", reasons="")
    assert answer.status_code == 422
    assert 'href="#f-outcome"' in answer.content.decode()
    answer, _ = send(other, path, outcome="uphold", reasons=ANSWER)
    assert (answer.status_code, answer["Location"]) == (303, f"{WORK}?selesai=keberatan")
    assert "Putusan atas keberatan tersimpan" in text_of(other.get(answer["Location"]))
    assert ANSWER in text_of(other.get(path))
    again = CurationCase.objects.get(state="waiting").id
    assert f"/kerja/kurasi/{again}" in other.get(WORK).content.decode()
    assert f"/kerja/kurasi/{again}" not in judge.get(WORK).content.decode()
    assert "Kurator lain menilainya lagi." in text_of(judge.get(f"/kerja/kurasi/{again}"))
    page = text_of(seat("mawar").get(path_of(case)))
    assert "Keberatan Anda dikabulkan" in page
    assert ANSWER in page


def test_grade_when_appealed_then_its_certificate_holds_and_says_what_was_decided(now):
    case = judged(now, 4)
    address = f"/kurasi/{Grading.objects.get().number}"
    paper = Client().get(f"{address}/sertifikat.pdf").content
    appeal = appealed(case, actor("mawar"), now + timedelta(hours=2))
    page = text_of(Client().get(address))
    assert "belum diputuskan" in page
    assert "Berlaku sampai" in page
    assert OBJECTION not in page
    answered(appeal, actor("kurator.dpc"), now + timedelta(hours=3), "dismiss")
    page = text_of(Client().get(address))
    assert "Keberatan penjual ditolak" in page
    assert ANSWER in page
    assert Client().get(f"{address}/sertifikat.pdf").content == paper


def test_refusal_when_appealed_and_answered_then_nobody_else_reads_why(now):
    case = judged(now, 2)
    appeal = appealed(case, actor("mawar"), now + timedelta(hours=2))
    answered(appeal, actor("kurator.dpc"), now + timedelta(hours=3), "dismiss")
    product = CurationCase.objects.get(id=case).product_id
    for address in (f"/produk/{product}", QUEUE):
        page = text_of(Client().get(address))
        assert ANSWER not in page
        assert OBJECTION not in page
    assert seat("kertas").get(path_of(case)).status_code == 404
    assert ANSWER in text_of(seat("mawar").get(path_of(case)))


@pytest.mark.parametrize("count", [1, 3])
def test_queue_when_appeals_wait_then_by_number_in_order_in_six_statements(
    now, django_assert_num_queries, count
):
    seller = actor("mawar")
    appeals = [
        appealed(judged(now, 2, f"Kue contoh {each}"), seller, now + timedelta(hours=2 + each))
        for each in range(count)
    ]
    with django_assert_num_queries(6):
        page = Client().get(QUEUE).content.decode()
    places = [page.index(public_number(Rung.APPEAL, each)) for each in appeals]
    assert places == sorted(places)
    assert "Keberatan atas hasil kurasi" in page
    assert "Kue contoh" not in page


def test_queue_when_an_appeal_was_decided_then_counted_and_out_of_turn_with_its_reason(now):
    appeals = [
        appealed(judged(now, 2, f"Kue contoh {each}"), actor("mawar"), now + timedelta(hours=2 + each))
        for each in range(2)
    ]
    answered(appeals[1], actor("kurator.dpc"), now + timedelta(hours=5))
    page = text_of(Client().get(QUEUE))
    assert "1 dikabulkan; 1 didahulukan" in page
    assert public_number(Rung.APPEAL, appeals[1]) in page


@pytest.mark.parametrize("key", ["mawar", "ppk.gbr", "admin.gbr"])
def test_appeal_when_somebody_else_asks_then_is_not_there(now, key):
    appeal = appealed(judged(now, 2), actor("mawar"), now + timedelta(hours=2))
    assert seat(key).get(f"/kerja/kurasi/keberatan/{appeal}").status_code == 404

"""The pages of a claim: from a refused number to the decision, at the claimant's and at the curator's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from eorder.parties.claims.models import Claim
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import Member, Vendor
from eorder.parties.workunits.models import Government
from eorder.records.documents.models import Document
from eorder.simulator.samples import sample_pdf
from tests.factories.claims import claim_in
from tests.factories.joining import answers_of, newcomer
from tests.web.desk.pages import send

CLAIM, WORK = "/gabung/klaim", "/kerja/pendaftaran"
BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"


@pytest.fixture
def government(city):
    return Government.objects.get().id


@pytest.fixture
def mawar(city):
    return Vendor.objects.get(name="Dapur Contoh Mawar")


@pytest.fixture
def claimant(government):
    return newcomer(government, timezone.now(), 41)


@pytest.fixture
def seat(claimant):
    client = Client()
    client.force_login(Account.objects.get(id=claimant.account_id), backend=BACKEND)
    return client


def proof(text="lembar nib"):
    return SimpleUploadedFile("nib.pdf", sample_pdf(text).content, "application/pdf")


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def claim(client, number, **changed):
    given = {
        "which": "nib",
        "number": number,
        "kind": "misused",
        "reason": "NIB ini milik saya.",
        "proof": proof(),
    }
    return send(client, CLAIM, **{**given, **changed})[0]


def test_number_when_refused_then_the_page_leads_to_a_claim_with_it_filled_in(seat, mawar):
    typed = {name: values[0] for name, values in answers_of(41)["usaha"].items()}
    answer, _ = send(seat, "/gabung/langkah/usaha", **{**typed, "selling": "nasi-kotak", "nib": mawar.nib})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "nib_used" in body
    assert 'formaction="/gabung/klaim" name="klaim" value="nib"' in body
    assert 'value="npwp"' not in body
    filled = seat.post(CLAIM, {**typed, "nib": mawar.nib, "klaim": "nib"})
    assert filled.status_code == 200
    assert f'value="{mawar.nib}"' in filled.content.decode()
    assert mawar.name not in filled.content.decode()
    assert not Claim.objects.exists()


def test_claim_when_made_on_the_page_then_shown_as_waiting_and_the_curator_decides(seat, mawar, signed_in):
    answer = claim(seat, mawar.nib)
    assert (answer.status_code, answer["Location"]) == (303, f"{CLAIM}?selesai=ajukan")
    found = Claim.objects.get()
    mine = text_of(seat, CLAIM)
    assert "Menunggu diputuskan" in mine
    assert mawar.name not in mine
    curator = signed_in("kurator.gbr")
    assert f"/kerja/klaim/{found.id}" in text_of(curator, WORK)
    assert f"/kerja/klaim/{found.id}" in text_of(curator, "/tugas")
    page = text_of(curator, f"/kerja/klaim/{found.id}")
    assert mawar.name in page
    assert "pesanan yang sudah diterima tetap berjalan" in page
    answer, _ = send(curator, f"/kerja/klaim/{found.id}", putusan="benar", finding="Bukti cocok.")
    assert answer["Location"] == f"{WORK}?selesai=klaim-benar"
    assert "kedua pihak dikabari" in text_of(curator, answer["Location"])
    assert f"Tangguhkan {mawar.name}" in text_of(curator, "/kerja/sanksi")
    assert "sudah diputuskan" in text_of(curator, f"/kerja/klaim/{found.id}")
    mine = text_of(seat, CLAIM)
    assert "Bukti cocok." in mine
    assert "Teruskan di halaman Gabung" in mine
    assert mawar.name not in mine


def test_claim_when_dismissed_with_the_others_name_then_refused_and_then_told(seat, mawar, signed_in):
    claim(seat, mawar.nib)
    found = Claim.objects.get()
    curator = signed_in("kurator.gbr")
    url = f"/kerja/klaim/{found.id}"
    answer, _ = send(curator, url, putusan="tolak", finding=f"Milik {mawar.name}.")
    assert answer.status_code == 422
    assert "tidak boleh tahu siapa pihak lain" in answer.content.decode()
    answer, _ = send(curator, url, putusan="tolak", finding="Buktinya tidak cocok.")
    assert answer["Location"] == f"{WORK}?selesai=klaim-tolak"
    assert "Buktinya tidak cocok." in text_of(seat, CLAIM)


def test_own_business_when_upheld_then_it_is_on_the_claimants_desk(seat, mawar, claimant, signed_in):
    claim(seat, mawar.nib, kind="own")
    curator = signed_in("kurator.gbr")
    send(curator, f"/kerja/klaim/{Claim.objects.get().id}", putusan="benar", finding="Bukti cocok.")
    assert Member.objects.filter(vendor=mawar, person_id=claimant.person_id, tie="staff").exists()
    assert mawar.name in text_of(seat, "/gabung")


def test_claim_when_a_field_or_its_proof_is_missing_then_told_beside_it(seat, mawar):
    answer = claim(seat, mawar.nib, proof="")
    assert answer.status_code == 422
    assert "Unggah bukti" in answer.content.decode()
    answer = claim(seat, "12", reason="", kind="")
    body = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Tulis alasannya", "Pilih apa yang Anda klaim", "NIB"):
        assert sentence in body
    answer = claim(seat, "9912345678901")
    assert answer.status_code == 409
    assert "number_free" in answer.content.decode()
    assert not Claim.objects.exists()


def test_claim_when_taken_back_on_the_page_then_it_is_withdrawn_and_somebody_elses_is_not(
    seat, mawar, government
):
    claim(seat, mawar.nib)
    found = Claim.objects.get()
    other = newcomer(government, timezone.now(), 42)
    theirs = claim_in("open", other, government, mawar.nib, timezone.now())
    for key, status in ((theirs, 403), ("bukan", 404), (found.id, 303)):
        answer, _ = send(seat, CLAIM, tarik=str(key))
        assert answer.status_code == status
    assert Claim.objects.get(id=found.id).state == "withdrawn"
    assert Claim.objects.get(id=theirs).state == "open"


def test_proof_when_others_ask_then_is_there_for_the_claimant_and_curators_alone(seat, mawar, signed_in):
    claim(seat, mawar.nib)
    url = f"/dokumen/{Document.objects.get(subject_id=Claim.objects.get().id).id}"
    assert seat.get(url).status_code == 200
    for key, status in (("kurator.gbr", 200), ("mawar", 404), ("ppk.gbr", 404)):
        assert signed_in(key).get(url).status_code == status


def test_claim_of_a_curator_when_they_open_it_then_is_not_there(mawar, signed_in):
    curator = signed_in("kurator.gbr")
    claim(curator, mawar.nib)
    assert curator.get(f"/kerja/klaim/{Claim.objects.get().id}").status_code == 404


def test_pages_when_counted_then_take_few_statements(seat, mawar, signed_in, django_assert_num_queries):
    claim(seat, mawar.nib)
    found = Claim.objects.get()
    with django_assert_num_queries(5):
        text_of(seat, CLAIM)
    curator = signed_in("kurator.gbr")
    with django_assert_num_queries(9):
        text_of(curator, f"/kerja/klaim/{found.id}")

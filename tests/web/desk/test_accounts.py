"""The pages of a seller's account: proposing, taking back, checking, stopping, and paying to what holds."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from eorder.parties.actors import load_actor
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.subscriptions import tell_business, tell_curators
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import BankAccount, Member
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from eorder.simulator.samples import sample_pdf
from tests.factories.accounts import WAITING, WHY, change_in
from tests.factories.cast import Seller
from tests.web.desk.pages import act_url, order_in, seller_of, send

GIVEN = {"bank_name": "Bank Contoh Lain", "number": "9911 2233 44", "reason": "Bank lama tutup."}


def page_of(text="tabungan"):
    return SimpleUploadedFile("tabungan.pdf", sample_pdf(text).content, "application/pdf")


def actor_of(key):
    return load_actor(Account.objects.get(email=f"{key}@contoh.example").id)


@pytest.fixture
def mawar(city):
    member = Member.objects.select_related("vendor").get(
        person__accounts__email="mawar@contoh.example", tie="owner"
    )
    return Seller(member.vendor_id, actor_of("mawar"), {})


@pytest.fixture
def url(mawar):
    return f"/usaha/{mawar.id}/rekening"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def propose(client, url, **changed):
    return send(client, url, **{**GIVEN, "holder": "DAPUR CONTOH MAWAR", "proof": page_of(), **changed})[0]


def test_account_when_proposed_on_the_page_then_shown_as_waiting_and_the_curator_finds_it(signed_in, url):
    client = signed_in("mawar")
    present = BankAccount.objects.get(vendor__name="Dapur Contoh Mawar").number
    assert present in text_of(client, url)
    answer = propose(client, url)
    assert (answer.status_code, answer["Location"]) == (303, f"{url}?selesai=usul")
    text = text_of(client, answer["Location"])
    assert "Usulan terkirim" in text
    assert "Tarik usulan" in text
    assert "Usulkan rekening ini" not in text
    change = AccountChange.objects.get()
    client = signed_in("kurator.gbr")
    assert "Periksa rekening: Dapur Contoh Mawar" in text_of(client, "/tugas")
    assert f"/kerja/rekening/{change.id}" in text_of(client, "/kerja/pendaftaran")
    text = text_of(client, f"/kerja/rekening/{change.id}")
    for word in (
        present,
        change.number,
        change.holder,
        "Dapur Contoh Mawar; ",
        f"/dokumen/{Document.objects.get(subject_id=change.id).id}",
    ):
        assert word in text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("bank_name", "", "Tulis nama bank"), ("number", "12", "5 sampai 20 angka"),
     ("holder", "Orang Lain", "harus sama dengan nama usaha"), ("reason", "", "Tulis alasan mengganti rekening"),
     ("proof", "", "Unggah halaman buku tabungan"),
     ("proof", SimpleUploadedFile("a.pdf", b"GIF89a"), "bukan PDF, JPEG, atau PNG")],
)  # fmt: skip
def test_account_when_a_field_is_wrong_then_told_at_its_field(signed_in, url, field, value, sentence):
    answer = propose(signed_in("mawar"), url, **{field: value})
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, f'href="#f-{field}"' in text) == (422, True, True)
    assert not AccountChange.objects.exists()


def test_account_when_of_another_business_then_not_there(signed_in, mawar, url):
    change = change_in("proposed", mawar, timezone.now())
    client = signed_in("kertas")
    for address in (url, f"/usaha/rekening/{change}/hentikan", f"/kerja/rekening/{change}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("key", "status"), [("mawar", 200), ("kurator.gbr", 200), ("kertas", 404), ("bendahara.gbr", 404)]
)
def test_page_of_the_passbook_when_opened_then_by_the_business_and_curators_alone(
    signed_in, mawar, key, status
):
    change = change_in("proposed", mawar, timezone.now())
    document = Document.objects.get(subject_id=change)
    assert signed_in(key).get(f"/dokumen/{document.id}").status_code == status


def test_proposal_when_taken_back_on_the_page_then_listed_as_such(signed_in, mawar, url):
    change = change_in("proposed", mawar, timezone.now())
    client = signed_in("mawar")
    stop = f"/usaha/rekening/{change}/hentikan"
    answer, _sent = send(client, stop)
    assert answer["Location"] == f"{url}?selesai=tarik"
    text = text_of(client, url)
    assert "Ditarik" in text
    assert "Usulkan rekening ini" in text
    assert "tidak sedang menunggu berlaku" in text_of(client, stop)


def test_account_when_verified_on_the_page_then_waits_and_can_be_stopped_by_the_business(
    signed_in, mawar, url
):
    change = change_in("proposed", mawar, timezone.now())
    client = signed_in("kurator.gbr")
    answer, _sent = send(client, f"/kerja/rekening/{change}", putusan="pastikan")
    assert answer["Location"] == "/kerja/pendaftaran?selesai=rekening"
    assert "Rekening dipastikan" in text_of(client, answer["Location"])
    client = signed_in("mawar")
    assert "Menunggu berlaku" in text_of(client, url)
    answer, _sent = send(client, f"/usaha/rekening/{change}/hentikan")
    assert answer["Location"] == f"{url}?selesai=henti"
    assert "Dihentikan" in text_of(client, url)


def test_account_when_refused_on_the_page_then_the_business_reads_why(signed_in, mawar, url):
    change = change_in("proposed", mawar, timezone.now())
    client = signed_in("kurator.gbr")
    address = f"/kerja/rekening/{change}"
    answer, _sent = send(client, address, putusan="tolak", finding="", remedy="")
    assert (answer.status_code, "Tulis apa yang Anda temukan" in answer.content.decode()) == (422, True)
    answer, _sent = send(client, address, putusan="tolak", **WHY)
    assert answer["Location"].endswith("rekening-ditolak")
    assert WHY["remedy"] in text_of(signed_in("mawar"), url)
    assert "sudah diperiksa" in text_of(signed_in("kurator.gbr"), address)


def test_account_when_the_curator_stops_it_then_stopped(signed_in, mawar):
    change = change_in("verified", mawar, timezone.now() - timedelta(hours=2), actor_of("kurator.gbr"))
    client = signed_in("kurator.gbr")
    address = f"/kerja/rekening/{change}"
    assert "Pastikan rekening ini" not in text_of(client, address)
    answer, _sent = send(client, address, putusan="hentikan")
    assert answer["Location"].endswith("rekening-dihentikan")
    assert AccountChange.objects.get().state == "stopped"


def test_number_when_another_business_has_it_then_the_curator_is_told(signed_in, mawar):
    other = BankAccount.objects.get(vendor__name="Toko Contoh Kertas")
    change = change_in("proposed", mawar, timezone.now(), number=other.number)
    assert "juga rekening usaha lain: Toko Contoh Kertas" in text_of(
        signed_in("kurator.gbr"), f"/kerja/rekening/{change}"
    )


def of_seller(order):
    return Seller(order.vendor_id, actor_of(seller_of(order)), {})


def verified(signed_in):
    """An order of the demo city whose bill its treasurer has just checked."""
    order = order_in("invoiced")
    answer, _sent = send(signed_in("bendahara.gbr"), act_url(order, "verify_invoice"))
    assert answer.status_code == 303
    return order


def test_payment_page_when_opened_then_names_the_account_and_sends_it(signed_in):
    order = verified(signed_in)
    account = BankAccount.objects.get(vendor=order.vendor)
    client = signed_in("bendahara.gbr")
    address = act_url(order, "pay_order")
    text = text_of(client, address)
    for word in (account.bank_name, account.number, account.holder, "Berlaku sejak", str(account.id)):
        assert word in text
    answer, _sent = send(client, address, provider="Bank Contoh", reference="TRX-W1", proof=page_of("bayar"))
    assert answer.status_code == 303
    assert order.payments.get().account_id == account.id


def test_payment_page_when_another_account_waits_then_says_when_and_pays_to_the_present_one(signed_in):
    order = verified(signed_in)
    change = change_in(
        "verified", of_seller(order), timezone.now() - timedelta(hours=2), actor_of("kurator.gbr")
    )
    client = signed_in("bendahara.gbr")
    address = act_url(order, "pay_order")
    text = text_of(client, address)
    assert "Sebelum itu, kirim hanya ke rekening di atas" in text
    assert BankAccount.objects.get(id=change).number not in text
    typed = {"provider": "Bank Contoh", "reference": "TRX-W2", "proof": page_of("bayar")}
    answer, _sent = send(client, address, **typed, account=str(change))
    assert (answer.status_code, "bukan rekening penjual yang berlaku" in answer.content.decode()) == (
        409,
        True,
    )
    answer, _sent = send(client, address, **{**typed, "proof": page_of("bayar")}, account="")
    assert (answer.status_code, "Pilih rekening penjual" in answer.content.decode()) == (422, True)


def test_payment_page_when_the_account_changed_a_short_while_ago_then_asks_which(signed_in):
    order = verified(signed_in)
    moment = timezone.now() - WAITING - timedelta(hours=3)
    change = change_in("verified", of_seller(order), moment, actor_of("kurator.gbr"))
    before = BankAccount.objects.get(vendor=order.vendor, seq=1)
    client = signed_in("bendahara.gbr")
    address = act_url(order, "pay_order")
    text = text_of(client, address)
    assert "Ditransfer ke" in text
    assert "jangan kirim ke sana lagi" in text
    typed = {"provider": "Bank Contoh", "reference": "TRX-W3", "proof": page_of("bayar")}
    answer, _sent = send(client, address, **typed, account=str(before.id))
    assert answer.status_code == 303
    assert (order.payments.get().account_id, change != before.id) == (before.id, True)


LETTERS = {
    "proposed": ["Rekening baru diusulkan", "hentikan lewat alamat di bawah"],
    "verified": ["Pembayaran ke rekening itu mulai", "hentikan lewat alamat di bawah"],
    "refused": [WHY["finding"], WHY["remedy"]],
    "withdrawn": ["ditarik", "Pembayaran tetap ke rekening lama"],
    "stopped": ["dihentikan", "Pembayaran tetap ke rekening lama"],
}


@pytest.mark.parametrize("state", LETTERS)
def test_step_when_taken_then_the_old_addresses_read_of_it_without_the_whole_number(mawar, mailoutbox, state):
    change = change_in(state, mawar, timezone.now() - timedelta(hours=3), actor_of("kurator.gbr"))
    event = event_with_facts(Event.objects.get(name=f"account_change.{state}").id)
    tell_business(event)
    (letter,) = mailoutbox
    assert letter.to == ["mawar@contoh.example"]
    for words in (*LETTERS[state], "•••344", f"/usaha/{mawar.id}/rekening"):
        assert words in letter.body
    assert AccountChange.objects.get(id=change).number not in letter.body


def test_proposal_when_made_then_the_curators_read_of_it_until_it_is_checked(mawar, mailoutbox):
    change = change_in("refused", mawar, timezone.now() - timedelta(hours=3), actor_of("kurator.gbr"))
    event = event_with_facts(Event.objects.get(name="account_change.proposed").id)
    tell_curators(event)
    assert mailoutbox == []
    change = change_in("proposed", mawar, timezone.now())
    tell_curators(event_with_facts(Event.objects.get(name="account_change.proposed", subject_id=change).id))
    assert "kurator.gbr@contoh.example" in {reader for letter in mailoutbox for reader in letter.to}
    assert f"/kerja/rekening/{change}" in mailoutbox[0].body

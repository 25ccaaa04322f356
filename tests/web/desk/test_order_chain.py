"""One purchase by HTTP from the seller's answer to closing, and what each act page refuses."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eorder.buying.deliveries.models import Receipt
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.payments.models import Payment, TaxProof, Verification
from eorder.records.journal.models import Event
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.sanctions import suspended
from tests.web.desk.pages import act_url, fields, order_in, seller_of, send

S = OrderState
ACTS = (  # act, state it starts from, who may, unit of the order
    ("accept_order", S.PLACED, "seller"),
    ("refuse_order", S.PLACED, "seller"),
    ("change_order", S.PLACED, "pp.gbr"),
    ("cancel_order", S.PLACED, "pp.gbr"),
    ("ship_order", S.ACCEPTED, "seller"),
    ("receive_order", S.SHIPPED, "ppk.gbr"),
    ("invoice_order", S.HANDED_OVER, "seller"),
    ("verify_invoice", S.INVOICED, "bendahara.gbr"),
    ("prove_tax", S.PAID, "bendahara.gbr"),
    ("close_order", S.PAID, "ppk.gbr"),
)
VENDOR_ACTS = ("accept_order", "refuse_order", "ship_order", "invoice_order")


def actor_for(who, order):
    return seller_of(order) if who == "seller" else who


def photo(text="foto"):
    return SimpleUploadedFile("foto.png", sample_photo(text).content, "image/png")


def pdf(text="bukti"):
    return SimpleUploadedFile("bukti.pdf", sample_pdf(text).content, "application/pdf")


@pytest.mark.parametrize(("act", "state", "who"), ACTS)
def test_act_page_when_opened_by_its_role_shows_the_form(signed_in, act, state, who):
    order = order_in(state)
    answer = signed_in(actor_for(who, order)).get(act_url(order, act))
    assert answer.status_code == 200
    assert 'name="command"' in answer.content.decode()


@pytest.mark.parametrize(("act", "state"), [row[:2] for row in ACTS])
def test_act_page_when_opened_by_another_office_of_the_unit_names_the_office(signed_in, act, state):
    order = order_in(state)
    answer = signed_in("pptk.gbr").get(act_url(order, act))
    if act in VENDOR_ACTS:
        assert answer.status_code == 404
    else:
        assert answer.status_code == 403
        assert "Hanya" in answer.content.decode()
        assert 'name="command"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("act", "who"),
    [("receive_order", "ppk.gbr"), ("verify_invoice", "bendahara.gbr"), ("close_order", "ppk.gbr")],
)
def test_act_page_when_its_time_has_not_come_says_so_without_a_button(signed_in, act, who):
    answer = signed_in(who).get(act_url(order_in(S.PLACED), act))
    assert answer.status_code == 409
    assert "belum waktunya" in answer.content.decode()
    assert 'name="command"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"due_at": datetime(2026, 1, 5, tzinfo=UTC)}, "Tenggat jawaban sudah lewat"),
        ({}, "sedang dikenai sanksi"),
    ],
)
def test_acceptance_when_it_would_be_refused_is_told_before_the_click(signed_in, changed, sentence):
    order = order_in(S.PLACED)
    if changed:
        Order.objects.filter(id=order.id).update(**changed)
    else:
        suspended(order.vendor_id, order.placed_at)
    answer = signed_in(seller_of(order)).get(act_url(order, "accept_order"))
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert 'name="command"' not in answer.content.decode()


def step(signed_in, who, order, act, **typed):
    answer, _sent = send(signed_in(who), act_url(order, act), **typed)
    assert answer.status_code == 303, answer.content.decode()
    assert answer["Location"] == f"/kerja/pesanan/{order.id}?baru={act}"
    order.refresh_from_db()
    return order.state


def test_purchase_when_walked_by_http_reaches_closed(signed_in):
    order = order_in(S.PLACED)
    seller = seller_of(order)
    order.meeting.attended = order.meeting.insiders + order.meeting.outsiders
    order.meeting.save(update_fields=["attended"])
    assert step(signed_in, seller, order, "accept_order") == S.ACCEPTED
    assert step(signed_in, seller, order, "ship_order", note="Diantar Pak Contoh") == S.SHIPPED
    assert step(signed_in, "ppk.gbr", order, "receive_order", photo=photo("jalan")) == S.RECEIVED
    assert step(signed_in, "ppk.gbr", order, "hand_over_order") == S.HANDED_OVER
    assert step(signed_in, seller, order, "invoice_order") == S.INVOICED
    assert step(signed_in, "bendahara.gbr", order, "verify_invoice") == S.VERIFIED
    given = {"provider": "Bank Contoh", "reference": "TRX-HTTP-1", "proof": pdf("bayar jalan")}
    assert step(signed_in, "bendahara.gbr", order, "pay_order", **given) == S.PAID
    payment = Payment.objects.get(order=order)
    assert payment.gross == order.accepted_value == order.total
    if payment.withheld:
        proof = {"receipt_number": "NTPN0000000JALAN", "proof": pdf("setor jalan")}
        assert step(signed_in, "bendahara.gbr", order, "prove_tax", **proof) == S.PAID
    assert step(signed_in, "ppk.gbr", order, "close_order") == S.CLOSED


def test_form_when_sent_twice_has_one_effect(signed_in):
    order = order_in(S.SHIPPED)
    client, url = signed_in("ppk.gbr"), act_url(order, "receive_order")
    first, sent = send(client, url, photo=photo("dua kali"))
    again = client.post(url, {**sent, "photo": photo("dua kali")})
    assert [first.status_code, again.status_code] == [303, 303]
    assert Receipt.objects.filter(order=order).count() == 1
    assert Event.objects.filter(subject_id=order.id, name="order.received").count() == 1


@pytest.mark.parametrize(("act", "who"), [("cancel_order", "pp.gbr"), ("refuse_order", "seller")])
def test_ending_when_sent_twice_ends_once(signed_in, act, who):
    order = order_in(S.PLACED)
    client, url = signed_in(actor_for(who, order)), act_url(order, act)
    first, sent = send(client, url, reason="Dapur penuh pada hari itu.")
    again = client.post(url, sent)
    assert [first.status_code, again.status_code] == [303, 303]
    order.refresh_from_db()
    assert order.refusal == "Dapur penuh pada hari itu."


def test_reason_when_too_short_is_asked_for_again_with_what_was_typed(signed_in):
    order = order_in(S.PLACED)
    answer, sent = send(signed_in("pp.gbr"), act_url(order, "cancel_order"), reason="ya")
    assert answer.status_code == 422
    assert fields(answer) == {**sent, "csrfmiddlewaretoken": fields(answer)["csrfmiddlewaretoken"]}
    assert 'href="#f-reason"' in answer.content.decode()
    order.refresh_from_db()
    assert order.state == S.PLACED


def test_count_when_more_than_ordered_names_the_line_and_keeps_the_form(signed_in):
    order = order_in(S.SHIPPED)
    answer, sent = send(
        signed_in("ppk.gbr"), act_url(order, "receive_order"), accepted_1="9.999", photo=photo()
    )
    assert answer.status_code == 422
    assert "melebihi sisa" in answer.content.decode()
    assert fields(answer)["accepted_1"] == "9.999"
    assert fields(answer)["command"] == sent["command"]
    order.refresh_from_db()
    assert order.state == S.SHIPPED


def test_count_when_something_is_rejected_without_reason_asks_for_it(signed_in):
    order = order_in(S.SHIPPED)
    answer, _sent = send(
        signed_in("ppk.gbr"), act_url(order, "receive_order"), accepted_1="79", rejected_1="1", photo=photo()
    )
    assert answer.status_code == 422
    assert 'href="#f-rejection_1"' in answer.content.decode()


def test_count_when_partly_rejected_hands_over_the_rest_only(signed_in):
    order = order_in(S.SHIPPED)
    typed = {
        "accepted_1": "79",
        "rejected_1": "1",
        "rejection_1": "Satu kotak rusak",
        "photo": photo("sebagian"),
    }
    assert step(signed_in, "ppk.gbr", order, "receive_order", **typed) == S.RECEIVED
    page = signed_in("ppk.gbr").get(act_url(order, "hand_over_order")).content.decode()
    assert "Rp\xa04.758.000" in page
    assert "Rp\xa042.000 untuk barang yang ditolak" in page
    assert step(signed_in, "ppk.gbr", order, "hand_over_order") == S.HANDED_OVER
    assert order.accepted_value == 4_758_000


def test_delivery_when_everything_is_rejected_is_sent_back(signed_in):
    order = order_in(S.SHIPPED)
    typed = {f"{kind}_{line}": value for line in (1, 2) for kind, value in
             (("accepted", "0"), ("rejected", "80"), ("rejection", "Basi"))}  # fmt: skip
    assert step(signed_in, "ppk.gbr", order, "receive_order", **typed, photo=photo("basi")) == S.RECEIVED
    assert step(signed_in, "ppk.gbr", order, "reject_delivery", reason="Semua makanan basi.") == S.CANCELLED


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("foto.png", b"", "kosong"),
        ("foto.png", b"bukan gambar", "bukan PDF, JPEG, atau PNG"),
        ("foto.jpg", sample_pdf("x").content, "harus foto"),
        ("foto.png", b"\x89PNG\r\n\x1a\nrusak", "tidak dapat dibaca"),
        ("foto.png", b"\xff\xd8\xff" + b"0" * 5_000_000, "lebih besar dari 5 MB"),
    ],
)
def test_photo_when_it_is_not_what_it_says_gets_its_sentence(signed_in, name, content, sentence):
    order = order_in(S.SHIPPED)
    upload = SimpleUploadedFile(name, content, "image/png")
    answer, sent = send(signed_in("ppk.gbr"), act_url(order, "receive_order"), photo=upload)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'href="#f-photo"' in answer.content.decode()
    assert fields(answer)["command"] == sent["command"]
    assert not Receipt.objects.filter(order=order).exists()


def test_payment_when_reference_was_used_says_so_at_the_field(signed_in):
    order = order_in(S.INVOICED)
    used = Payment.objects.filter(order__number__startswith="GBR").first().external_ref
    assert step(signed_in, "bendahara.gbr", order, "verify_invoice") == S.VERIFIED
    typed = {"provider": "Bank Contoh", "reference": used, "proof": pdf("lain")}
    answer, sent = send(signed_in("bendahara.gbr"), act_url(order, "pay_order"), **typed)
    assert answer.status_code == 409
    assert 'href="#f-reference"' in answer.content.decode()
    assert fields(answer)["provider"] == "Bank Contoh"
    assert fields(answer)["command"] == sent["command"]
    assert not Payment.objects.filter(order=order).exists()


def test_verification_when_looked_at_decides_as_it_will_be_recorded(signed_in):
    order = order_in(S.INVOICED)
    page = signed_in("bendahara.gbr").get(act_url(order, "verify_invoice")).content.decode()
    assert not Verification.objects.filter(invoice__order=order).exists()
    step(signed_in, "bendahara.gbr", order, "verify_invoice")
    decided = Verification.objects.get(invoice__order=order)
    assert f"{decided.net:,}".replace(",", ".") in page
    for sentence in decided.decision["explanation"]:
        assert sentence.replace("'", "&#39;") in page


def test_verification_when_attendance_is_missing_shows_no_button(signed_in):
    order = order_in(S.INVOICED)
    order.meeting.attended = None
    order.meeting.save(update_fields=["attended"])
    page = signed_in("bendahara.gbr").get(act_url(order, "verify_invoice")).content.decode()
    assert "Daftar hadir rapat belum diunggah" in page
    assert "Tagihan benar, setujui" not in page


def test_closing_when_tax_is_not_proved_shows_no_button_until_it_is(signed_in):
    order = order_in(S.PAID)
    url = act_url(order, "close_order")
    assert "bukti setornya belum diunggah" in signed_in("ppk.gbr").get(url).content.decode()
    proof = {"receipt_number": "NTPN0000000TUTUP", "proof": pdf("tutup")}
    step(signed_in, "bendahara.gbr", order, "prove_tax", **proof)
    assert TaxProof.objects.filter(payment__order=order).count() == 1
    assert signed_in("bendahara.gbr").get(act_url(order, "prove_tax")).status_code == 409
    assert step(signed_in, "ppk.gbr", order, "close_order") == S.CLOSED


def test_change_when_total_moves_is_shown_before_it_is_saved(signed_in):
    order = order_in(S.PLACED)
    client, url = signed_in("pp.gbr"), act_url(order, "change_order")
    quantity = next(name for name in fields(client.get(url)) if name.startswith("quantity_"))
    looked, sent = send(client, url, **{quantity: "50"})
    assert looked.status_code == 422
    assert "Periksa lalu simpan" in looked.content.decode()
    assert fields(looked)[quantity] == "50"
    assert fields(looked)["command"] == sent["command"]
    order.refresh_from_db()
    assert (order.version, order.total) == (1, 6_000_000)
    saved = [client.post(url, fields(looked)).status_code for _ in range(2)]
    assert saved == [303, 303]
    order.refresh_from_db()
    assert order.version == 2
    assert order.total < 6_000_000


def test_change_when_order_was_changed_meanwhile_is_refused(signed_in):
    order = order_in(S.PLACED)
    Order.objects.filter(id=order.id).update(version=7)
    answer, _sent = send(signed_in("pp.gbr"), act_url(order, "change_order"), version="1")
    assert answer.status_code == 409
    assert "sudah diubah di halaman lain" in answer.content.decode()


@pytest.mark.parametrize("command", ["", "bukan-uuid"])
def test_form_when_its_command_is_broken_asks_to_reload(signed_in, command):
    order = order_in(S.PLACED)
    answer = signed_in(seller_of(order)).post(act_url(order, "accept_order"), {"command": command})
    assert answer.status_code == 422
    order.refresh_from_db()
    assert order.state == S.PLACED


def test_command_when_used_for_another_act_is_refused(signed_in):
    order = order_in(S.PLACED)
    client = signed_in(seller_of(order))
    _answer, sent = send(client, act_url(order, "accept_order"))
    answer = client.post(act_url(order, "ship_order"), {"command": sent["command"], "note": ""})
    assert answer.status_code == 409
    order.refresh_from_db()
    assert order.state == S.ACCEPTED

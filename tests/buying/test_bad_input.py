"""What the acts refuse: each refusal has its code, a sentence that names the thing, and no effect."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pikepdf import Dictionary, Name, Pdf

from eorder.buying.budgets.models import BudgetLine
from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Duty, Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.actions.record_meeting import MeetingPlan, record_meeting
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.foundation.errors import EorderError, NotAllowedError
from eorder.foundation.ids import new_command, new_id
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.parties.identity.actor import CLOCK
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.workunits.models import Address
from eorder.records.documents.intake import LARGEST_FILE, Upload
from eorder.records.journal.models import Event
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.cast import at, later, offer
from tests.factories.purchases import (
    MEETING,
    STATIONERY,
    Basket,
    full_count,
    open_package,
    order_in,
    ready,
    send_back,
    state_of,
    wanted,
)
from tests.factories.steps import Try, place


@pytest.fixture
def meal(city):
    """A walk and a basket, one act before a meal is ordered."""
    return ready(city)


def paper(city, price, count=1, case="small"):
    """A walk and a basket of `count` pieces at a price."""
    product = offer(city.sellers[case], "alat-tulis", price)
    return open_package(city, account=STATIONERY), Basket(
        city.sellers[case], ((product, count * 1000),), STATIONERY
    )


def placing(city, chosen, by=None, **changed):
    walk, bought = chosen
    form = wanted(walk, bought, **changed)
    return lambda: place_order(wanted=form, by=by or city.people["pp"], at=walk.at, command=new_command())


def refused(act, code, *words):
    """The act is refused with a code and a sentence that names the thing; nothing changed."""
    before = Event.objects.count(), Order.objects.count(), list(BudgetLine.objects.order_by("id").values())
    with pytest.raises(EorderError) as caught:
        act()
    assert caught.value.code == code
    assert [word for word in words if word not in caught.value.sentence] == [], caught.value.sentence
    assert before == (
        Event.objects.count(),
        Order.objects.count(),
        list(BudgetLine.objects.order_by("id").values()),
    )


@pytest.mark.parametrize(("price", "passes"), [(50_000_000, True), (50_000_001, False)])
def test_place_when_near_the_ceiling_without_ppn_then_fifty_million_passes(city, price, passes):
    act = placing(city, paper(city, price))
    if passes:
        assert Order.objects.get(id=act()).total == 50_000_000
    else:
        refused(act, "over_ceiling", "Rp 50.000.001", "Rp 50.000.000")


def test_place_when_ppn_brings_it_just_below_the_ceiling_then_it_passes(city):
    order = Order.objects.get(id=placing(city, paper(city, 45_045_045, case="goods"))())
    assert (order.subtotal, order.ppn, order.total) == (45_045_045, 4_954_954, 49_999_999)


def test_place_when_ppn_brings_it_over_the_ceiling_then_refused(city):
    refused(placing(city, paper(city, 45_045_046, case="goods")), "over_ceiling", "Rp 50.000.001")


def test_place_when_one_rupiah_over_the_budget_then_refused(city):
    line = BudgetLine.objects.get(id=city.unit.lines[STATIONERY])
    used = line.reserved + line.committed + line.spent
    chosen = paper(city, 1_000_000)
    BudgetLine.objects.filter(id=line.id).update(ceiling=used + 999_999)
    refused(placing(city, chosen), "over_budget", "Rp 999.999", "Rp 1.000.000")
    BudgetLine.objects.filter(id=line.id).update(ceiling=used + 1_000_000)
    assert Order.objects.get(id=placing(city, chosen)()).total == 1_000_000


@pytest.mark.parametrize("quantity", [0, -1_000, 999])
def test_place_when_the_quantity_is_below_one_then_refused(city, quantity):
    walk, chosen = paper(city, 1_000)
    product = chosen.quantities[0][0]
    refused(
        placing(city, (walk, chosen), quantities=((product, quantity),)), "products", "paling sedikit 1 buah"
    )


@pytest.mark.parametrize("quantity", [10**12, 10**18])
def test_place_when_the_quantity_is_huge_then_refused(city, quantity):
    walk, chosen = paper(city, 1_000)
    product = chosen.quantities[0][0]
    refused(
        placing(city, (walk, chosen), quantities=((product, quantity),)),
        "package",
        "melebihi sisa pagu paket",
    )


def test_place_when_products_are_wrong_then_refused(city):
    walk, chosen = paper(city, 1_000)
    product = chosen.quantities[0][0]
    foreign = offer(city.sellers["goods"], "alat-tulis", 1_000)
    unpublished = offer(city.sellers["small"], "alat-tulis", 2_000, when=later(walk.at, minutes=1))
    for quantities in (((new_id(), 1_000),), ((foreign, 1_000),), ((unpublished, 1_000),)):
        refused(placing(city, (walk, chosen), quantities=quantities), "products", "tidak dijual lagi")
    refused(placing(city, (walk, chosen), quantities=()), "products", "paling sedikit satu produk")
    refused(placing(city, (walk, chosen), quantities=((product, 1_000),) * 2), "products", "dua kali")
    refused(placing(city, (walk, chosen), expected_total=999), "products", "Harga berubah", "Rp 999")
    delist_product(
        product_id=product, reason="Habis.", by=city.sellers["small"].actor, at=walk.at, command=new_command()
    )
    refused(placing(city, (walk, chosen)), "products", "tidak dijual lagi")


def test_vendor_when_suspended_then_neither_placing_nor_accepting(city):
    walk = order_in(OrderState.PLACED, city)
    chosen = ready(city)
    suspend_vendor(
        vendor_id=city.sellers["A"].id, ground="evidence_void", reason="Izin habis.", by=CLOCK,
        at=chosen[0].at, command=new_command(),
    )  # fmt: skip
    refused(placing(city, chosen), "vendor_sanctioned", "dikenai sanksi")
    refused(walk.accept, "vendor_sanctioned", "dikenai sanksi")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(10, "09.00"), at(10, "09.30"), "sudah lewat"),
        (at(13, "11.00"), at(13, "11.00"), "sesudah awalnya"),
        (at(13, "11.30"), at(13, "11.00"), "sesudah awalnya"),
        (at(10, "15.00"), at(10, "16.00"), "1 hari"),
        (at(13, "11.00"), at(13, "11.01") + timedelta(days=31), "31 hari"),
    ],
)
def test_place_when_the_window_is_wrong_then_refused(city, meal, start, end, words):
    refused(placing(city, meal, window_start=start, window_end=end), "delivery", words)


def test_place_when_the_unit_has_no_active_address_then_refused(city, meal):
    Address.objects.filter(unit_id=city.unit.id).update(is_active=False)
    refused(placing(city, meal), "delivery", "alamat antar")


def test_place_when_the_account_does_not_fit_then_refused(city, meal):
    walk, _ = meal
    chosen = Basket(
        city.sellers["small"], ((offer(city.sellers["small"], "cetakan", 1_000), 1_000),), STATIONERY
    )
    refused(placing(city, (walk, chosen)), "wrong_account", "5.1.02.01.01.0052", "5.1.02.01.01.0026")


def test_place_when_the_reason_is_too_long_then_refused(city, meal):
    refused(placing(city, meal, reason="x" * 501), "reason_too_long", "500 huruf")


def test_place_when_the_meeting_is_missing_or_of_another_package_then_refused(city, meal):
    other, _ = ready(city)
    for meeting in (None, new_id(), other.meeting_id):
        refused(placing(city, meal, meeting_id=meeting), "meeting", "Pilih rapat")


@pytest.mark.parametrize(
    ("hours", "outsiders", "words"), [(119 / 60, 10, "119 menit"), (3, 0, "hanya internal"), (2, 1, "")]
)
def test_place_when_the_meeting_serves_no_consumption_then_refused(city, meal, hours, outsiders, words):
    walk, chosen = meal
    walk.meet("Rapat lain", MEETING, hours=hours, outsiders=outsiders)
    if words:
        refused(placing(city, (walk, chosen)), "meeting", words)
    else:
        assert placing(city, (walk, chosen))()


def test_place_when_by_the_wrong_person_then_refused(city, meal):
    refused(placing(city, meal, by=city.formers["pp"]), "appointment_expired", "Surat tugas", "tidak berlaku")
    refused(placing(city, meal, by=city.twins["pp"]), "wrong_unit", "unit lain")
    refused(placing(city, meal, by=city.people["ppk"]), "wrong_role", "Pejabat Pengadaan")


def test_meeting_when_fields_are_wrong_then_each_has_its_sentence(city, meal):
    walk, _ = meal
    plan = MeetingPlan("", at(13), at(13), "x" * 161, 0, 0, "", "")
    refused(
        lambda: record_meeting(
            package_id=walk.package_id, plan=plan, invitation=sample_pdf("salah"), by=city.people["pptk"],
            at=walk.at, command=new_command(),
        ),
        "invalid_form", "nama rapat", "Jam selesai", "peserta", "nomor undangan", "Tempat rapat paling panjang 160",
    )  # fmt: skip


@pytest.mark.parametrize("key", ["pa", "ppk", "pp"])
def test_official_when_the_vendors_account_holder_then_no_order_is_placed(city, meal, key):
    _tie(city, city.people[key])
    refused(placing(city, meal), "duty_kept_apart", "pemilik rekening")


def test_treasurer_when_the_vendors_account_holder_then_refused_by_rule_and_by_database(city):
    walk = order_in(OrderState.INVOICED, city)
    _tie(city, city.people["bendahara"])
    refused(
        lambda: verify_invoice(order_id=walk.order, by=city.people["bendahara"], at=walk.at, command=new_command()),
        "duty_kept_apart", "pemilik rekening",
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="hubungan dengan penjual"), transaction.atomic():
        Duty.objects.create(
            order_id=walk.order, duty="bendahara", person_id=city.people["bendahara"].person_id
        )
    assert state_of(walk) == OrderState.INVOICED


def _tie(city, actor):
    tie_person(
        vendor_id=city.sellers["A"].id, person_id=actor.person_id, tie="account_holder", by=CLOCK, at=at(1),
        command=new_command(),
    )  # fmt: skip


def receiving(walk, photo, counts=None):
    given = full_count(walk) if counts is None else counts
    return lambda: receive_order(
        order_id=walk.order,
        counts=given,
        photo=photo,
        by=walk.people["ppk"],
        at=walk.at,
        command=new_command(),
    )


def test_photo_when_used_for_another_order_then_refused(city):
    photo, walks = sample_photo("sekali saja"), [order_in(OrderState.SHIPPED, city) for _ in range(2)]
    receiving(walks[0], photo)()
    refused(receiving(walks[1], photo), "evidence_used", "sudah dipakai")
    assert state_of(walks[1]) == OrderState.SHIPPED


def test_payment_when_reference_or_proof_was_used_then_refused(undone):
    city, first = undone.city, undone.orders[OrderState.VERIFIED]
    second = order_in(OrderState.VERIFIED, city)

    def paying(walk, reference, proof):
        return lambda: record_payment(
            order_id=walk.order, provider="Bank Contoh", reference=reference, proof=sample_pdf(proof),
            by=city.people["bendahara"], at=walk.at, command=new_command(),
        )  # fmt: skip

    paying(first, "TRX-9", "bukti")()
    refused(paying(second, " TRX-9 ", "bukti lain"), "reference_used", "TRX-9")
    refused(paying(second, "TRX-10", "bukti"), "evidence_used", "sudah dipakai")
    refused(paying(second, " ", "bukti lain"), "reference_missing", "nomor referensi")
    assert state_of(second) == OrderState.VERIFIED


def scripted_pdf():
    """A PDF that runs a script when it is opened."""
    pdf, out = Pdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.save(out)
    return Upload("skrip.pdf", out.getvalue())


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        (Upload("foto.png", b"GIF89a"), "foto.png bukan PDF"),
        (Upload("foto.png", PNG + b"bukan gambar"), "foto.png tidak dapat dibaca"),
        (Upload("kosong.png", b""), "kosong.png kosong"),
        (Upload("surat.pdf", b"%PDF-1.7"), "harus foto"),
        (Upload("besar.png", PNG + b"0" * (LARGEST_FILE + 1 - len(PNG))), "besar.png lebih besar dari 5 MB"),
        (Upload("pas.png", PNG + b"0" * (LARGEST_FILE - len(PNG))), "pas.png tidak dapat dibaca"),
    ],
)
def test_photo_when_it_is_none_then_refused(undone, photo, words):
    refused(receiving(undone.orders[OrderState.SHIPPED], photo), "invalid_file", words)


def test_paper_when_it_holds_a_script_then_refused(undone):
    walk = undone.orders[OrderState.VERIFIED]
    refused(
        lambda: record_payment(
            order_id=walk.order, provider="Bank Contoh", reference="TRX-11", proof=scripted_pdf(),
            by=walk.people["bendahara"], at=walk.at, command=new_command(),
        ),
        "invalid_file", "skrip.pdf", "skrip",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({1: Count(-1)}, "negatif"),
        ({1: Count(20_001)}, "melebihi sisa 20"),
        ({1: Count(19_000, 2_000, "Basi.")}, "melebihi sisa 20"),
        ({1: Count(0, 1_000)}, "alasan penolakan"),
        ({9: Count(1_000)}, "bukan milik pesanan"),
        ({1: Count(0)}, "Isi jumlah"),
        ({}, "Isi jumlah"),
    ],
)
def test_count_when_it_is_wrong_then_refused(undone, counts, words):
    refused(
        receiving(undone.orders[OrderState.SHIPPED], sample_photo("hitung"), counts), "invalid_form", words
    )


def test_delivery_when_partly_accepted_then_it_cannot_be_sent_back(undone):
    refused(lambda: send_back(undone.orders[OrderState.RECEIVED]), "partly_accepted", "buat BAST")


def test_order_when_somebody_never_had_to_do_with_it_then_it_does_not_exist(undone):
    walk, city = undone.orders[OrderState.PLACED], undone.city
    stranger = city.sellers["other"].actor
    for order in (walk.order, new_id()):
        refused(
            lambda order=order: accept_order(order_id=order, by=stranger, at=walk.at, command=new_command()),
            "not_found", "tidak ada",
        )  # fmt: skip


def test_package_when_not_active_then_no_order_is_placed(undone):
    for state, walk in undone.packages.items():
        if state != "active":
            refused(
                lambda walk=walk: place(
                    Try(walk, undone.city), by=walk.people["pp"], at=at(10), command=new_command()
                ),
                "package", "dapat dipesan",
            )  # fmt: skip


def test_order_when_accepted_after_its_delivery_window_then_refused(city):
    walk = order_in(OrderState.PLACED, city)
    accept = {"order_id": walk.order, "by": walk.seller}
    refused(
        lambda: accept_order(**accept, at=at(13, "11.31"), command=new_command()),
        "too_late",
        "Waktu antarnya",
    )
    assert accept_order(**accept, at=at(13, "11.30"), command=new_command())


def test_order_when_accepted_after_its_term_then_refused_and_still_to_lapse(city):
    walk, chosen = ready(city)
    walk.place(chosen.seller.id, chosen.quantities, at(18, "11.00"))
    due = Order.objects.get(id=walk.order).due_at
    with pytest.raises(NotAllowedError) as refusal:
        accept_order(
            order_id=walk.order, by=walk.seller, at=due + timedelta(seconds=1), command=new_command()
        )
    assert refusal.value.code == "too_late"
    accept_order(order_id=walk.order, by=walk.seller, at=due, command=new_command())

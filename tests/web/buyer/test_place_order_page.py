"""The order form: limits to the rupiah, one effect, prices that change, and what strangers see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eorder.buying.orders.queries.lists import orders_of_package
from eorder.buying.packages.actions.record_meeting import MeetingPlan, record_meeting
from eorder.foundation.ids import new_command
from eorder.foundation.wording import weekday_text
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.actions.set_capacity import set_capacity
from eorder.parties.actors import load_actor
from eorder.simulator.samples import sample_pdf
from tests.web.buyer.conftest import SESSION, STATIONERY, tomorrow
from tests.web.buyer.pages import command_of, order_fields, text_of


def address_of(package, shop):
    return reverse("place_order", args=[package.id, shop.vendor_id])


def send(client, address, fields, command, total, reason="Harga terendah dari dua penjual."):
    more = {"command": command, "putusan": "kirim", "expected_total": str(total), "alasan": reason}
    return client.post(address, {**fields, **more})


@pytest.fixture
def package(city):
    return city.ready_package(STATIONERY, meets=False)[0]


@pytest.mark.parametrize("price", [50_000_000, 50_000_001])
def test_order_when_at_the_ceiling_passes_and_one_rupiah_above_is_refused(city, package, price):
    product = city.list_product(f"Lemari arsip {price}", price)
    officer, address, command = city.client("pp"), address_of(package, city.shop), new_command()
    sent = send(officer, address, order_fields({product: "1"}), command, price)
    if price == 50_000_000:
        assert sent.status_code == 303
        return
    assert sent.status_code == 409
    assert "Nilai pesanan Rp 50.000.001 melebihi batas satu pesanan Rp 50.000.000" in text_of(sent)
    assert command_of(sent) == str(command)
    assert 'value="kirim"' not in sent.content.decode()
    assert orders_of_package(package.id) == []


def test_order_when_over_what_the_package_has_left_then_is_refused_with_its_sentence(city):
    package, _ = city.ready_package(STATIONERY, ceiling=1_000_000, meets=False)
    fields = order_fields({city.shop.products["Pulpen gel hitam"]: "27"})
    review = city.client("pp").post(
        address_of(package, city.shop), {**fields, "command": new_command(), "putusan": "periksa"}
    )
    assert "Nilai pesanan Rp 1.026.000 melebihi sisa pagu paket Rp 1.000.000." in text_of(review)


def test_order_when_sent_twice_then_exists_once(city, package):
    officer, address, command = city.client("pp"), address_of(package, city.shop), new_command()
    fields = order_fields({city.shop.products["Pulpen gel hitam"]: "10"})
    first, second = (send(officer, address, fields, command, 380_000) for _ in range(2))
    assert (
        (first.status_code, first["Location"])
        == (second.status_code, second["Location"])
        == (303, first["Location"])
    )
    assert len(orders_of_package(package.id)) == 1


def test_order_when_the_price_changed_since_the_review_then_asks_again_with_the_new_total(city, package):
    officer, address, command = city.client("pp"), address_of(package, city.shop), new_command()
    product = city.shop.products["Pulpen gel hitam"]
    fields = order_fields({product: "10"})
    review = officer.post(address, {**fields, "command": command, "putusan": "periksa"})
    assert 'name="expected_total" value="380000"' in review.content.decode()
    change_price(
        product_id=product,
        price=36_000,
        by=load_actor(city.shop.account_id),
        at=timezone.now(),
        command=new_command(),
    )
    sent = send(officer, address, fields, command, 380_000)
    assert sent.status_code == 409
    assert "Harga berubah sejak halaman dibuka: sekarang Rp 360.000, tadi Rp 380.000." in text_of(sent)
    assert 'name="expected_total" value="360000"' in sent.content.decode()
    assert send(officer, address, fields, command_of(sent), 360_000).status_code == 303


def test_order_when_changed_back_to_the_form_then_keeps_what_was_typed(city, package):
    product = city.shop.products["Pulpen gel hitam"]
    fields = {**order_fields({product: "7"}), "alasan": "Dekat dan murah."}
    form = (
        city.client("pp")
        .post(address_of(package, city.shop), {**fields, "command": new_command(), "putusan": "ubah"})
        .content.decode()
    )
    assert f'name="jumlah-{product}" value="7"' in form
    assert "Dekat dan murah." in form


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"tanggal": "2026-02-31"}, "Pilih tanggal antar dan isi kedua jamnya."),
        ({"jumlah": "-1"}, "Tulis jumlah dengan angka"),
        ({"jumlah": "0"}, "Isi jumlah paling sedikit satu barang."),
        ({"rapat": "x"}, "Pilih rapat dari daftar."),
    ],
)
def test_order_when_a_field_cannot_be_read_then_the_form_says_which(city, package, changed, sentence):
    fields = order_fields({city.shop.products["Pulpen gel hitam"]: changed.pop("jumlah", "1")})
    page = city.client("pp").post(
        address_of(package, city.shop), {**fields, **changed, "command": new_command(), "putusan": "periksa"}
    )
    assert page.status_code == 422
    assert sentence in text_of(page)


def test_order_without_a_reason_is_refused_at_its_field(city, package):
    fields = order_fields({city.shop.products["Pulpen gel hitam"]: "1"})
    sent = send(city.client("pp"), address_of(package, city.shop), fields, new_command(), 38_000, reason=" ")
    assert sent.status_code == 422
    assert 'id="f-alasan-error"' in sent.content.decode()
    assert orders_of_package(package.id) == []


def test_order_when_the_meeting_is_internal_then_is_refused_by_the_rule(city):
    package, _ = city.ready_package(meets=False)
    plan = MeetingPlan("Rapat internal", tomorrow(12), tomorrow(15), "Aula", 20, 0, "", "UND-2")
    meeting = record_meeting(
        package_id=package.id, plan=plan, invitation=sample_pdf("Undangan"), by=city.people()["pptk"],
        at=timezone.now(), command=new_command(),
    )  # fmt: skip
    fields = order_fields({city.kitchen.products["Nasi kotak ayam bakar"]: "20"}, meeting)
    page = city.client("pp").post(
        address_of(package, city.kitchen), {**fields, "command": new_command(), "putusan": "periksa"}
    )
    assert "rapat ini hanya internal" in text_of(page)


def test_order_page_when_opened_by_another_unit_then_is_not_there(city, package):
    address = address_of(package, city.shop)
    assert city.client("pp", other=True).get(address).status_code == 404
    assert city.client("pp").get(reverse("place_order", args=[package.id, package.id])).status_code == 404


def test_order_page_when_opened_by_another_office_then_says_who_may(city, package):
    page = city.client("ppk").get(address_of(package, city.shop))
    assert "Hanya Pejabat Pengadaan unit ini yang dapat melakukan ini." in text_of(page)
    assert 'value="periksa"' not in page.content.decode()


def test_order_page_when_it_shows_one_or_three_products_then_takes_the_same_statements(
    city, package, django_assert_num_queries
):
    officer, address = city.client("pp"), address_of(package, city.shop)
    with django_assert_num_queries(SESSION + 2):
        officer.get(address)
    city.list_product("Penggaris", 5_000)
    with django_assert_num_queries(SESSION + 2):
        officer.get(address)
    first, second = city.shop.products.values()
    for fields in (order_fields({first: "1"}), order_fields({first: "1", second: "2"})):
        with django_assert_num_queries(SESSION + 1):
            officer.post(address, {**fields, "command": new_command(), "putusan": "periksa"})


def state_capacity(city, product, per_day):
    set_capacity(
        product_id=product, per_day=per_day, by=load_actor(city.shop.account_id), at=timezone.now(),
        command=new_command(),
    )  # fmt: skip


def test_order_page_when_a_product_has_a_capacity_then_says_what_is_left_in_one_more_statement(
    city, package, django_assert_num_queries
):
    first, second = city.shop.products.values()
    state_capacity(city, first, 5)
    state_capacity(city, second, 9)
    officer, address = city.client("pp"), address_of(package, city.shop)
    with django_assert_num_queries(SESSION + 3):
        page = officer.get(address)
    assert "sisa 5 pada" in text_of(page)
    assert "sisa 9 pada" in text_of(page)


def test_review_when_the_day_is_too_full_then_says_what_is_left_and_the_next_day_with_room(city, package):
    product = next(iter(city.shop.products.values()))
    state_capacity(city, product, 5)
    officer, address = city.client("pp"), address_of(package, city.shop)
    fields = {**order_fields({product: "3"}), "command": new_command(), "alasan": "Sesuai spesifikasi."}
    sent = officer.post(address, {**fields, "putusan": "kirim"})
    assert sent.status_code == 303
    page = officer.post(address, {**fields, "command": new_command(), "putusan": "periksa"})
    words = text_of(page)
    assert (
        f": 2 lusin. Kurangi jumlahnya, atau pilih {weekday_text((tomorrow(12) + timedelta(days=1)).date())}"
        in words
    )
    assert 'value="kirim"' not in page.content.decode()


def test_review_when_a_price_is_cooling_then_names_the_hour_and_asks_why_it_cannot_wait(
    city, package, client
):
    product = next(iter(city.shop.products.values()))
    change_price(
        product_id=product, price=99_000, by=load_actor(city.shop.account_id), at=timezone.now(),
        command=new_command(),
    )  # fmt: skip
    officer, address, why = city.client("pp"), address_of(package, city.shop), "Banjir di posko."
    fields = {**order_fields({product: "1"}), "alasan": "Sesuai spesifikasi."}
    page = officer.post(address, {**fields, "command": new_command(), "putusan": "periksa"})
    assert "dapat dipesan mulai" in text_of(page)
    assert 'value="kirim"' not in page.content.decode()
    assert 'id="f-darurat"' in page.content.decode()
    command, given = new_command(), {**fields, "darurat": why}
    page = officer.post(address, {**given, "command": command, "putusan": "periksa"})
    assert "Dipesan lebih awal karena darurat" in text_of(page)
    assert page.content.decode().count('name="darurat"') == 1
    sent = officer.post(address, {**given, "command": command, "putusan": "kirim", "expected_total": "99000"})
    assert sent.status_code == 303
    number = orders_of_package(package.id)[0]["number"]
    story = text_of(client.get(reverse("purchase", args=[number])))
    assert f"Alasan pemesan: {why}" in story


def test_form_when_opened_again_then_keeps_the_reason_of_the_emergency(city, package):
    product = next(iter(city.shop.products.values()))
    fields = {**order_fields({product: "1"}), "darurat": "Banjir di posko.", "command": new_command()}
    page = city.client("pp").post(address_of(package, city.shop), {**fields, "putusan": "ubah"})
    assert 'name="darurat" value="Banjir di posko."' in page.content.decode()

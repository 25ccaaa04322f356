"""From disposition to a placed order over HTTP, as people with browsers do it."""

import re

from django.urls import reverse

from eorder.buying.orders.queries.lists import order_brief, orders_of_package
from eorder.buying.packages.queries import find_package, meetings_of
from tests.web.buyer.conftest import FOOD, tomorrow
from tests.web.buyer.pages import command_of, order_fields, text_of


def test_package_when_everyone_acts_by_http_then_ends_in_a_placed_order(city, pdf):
    package = city.announce()
    pa, ppk, officer, pptk = (city.client(key) for key in ("pa", "ppk", "pp", "pptk"))
    people = city.people()

    sent = send(pa, "dispose_to_ppk", package, person=people["ppk"].hats[0].appointment_id)
    assert (sent.status_code, sent["Location"]) == (303, reverse("package", args=[package.id]))
    send(ppk, "prepare_package", package, budget_line=city.unit.lines[FOOD], kak=pdf("KAK"))
    send(ppk, "dispose_to_officer", package, person=people["pp"].hats[0].appointment_id)
    send(officer, "take_up_package", package)
    assert find_package(package.id).state == "active"

    day = tomorrow(12)
    send(
        pptk, "record_meeting", package, title="Rapat koordinasi", day=f"{day:%Y-%m-%d}", starts="12:00", ends="15:00",
        place="Ruang Pola", insiders="25", outsiders="100", participants_from="enam kelurahan",
        invitation_number="UND-1", invitation=pdf("Undangan"),
    )  # fmt: skip
    meeting = meetings_of(package.id)[0]

    products = officer.get(reverse("choose_product", args=[package.id]))
    assert "Nasi kotak ayam bakar" in text_of(products)
    address = reverse("place_order", args=[package.id, city.kitchen.vendor_id])
    page = officer.get(address, {"produk": city.kitchen.products["Nasi kotak ayam bakar"], "jumlah": "125"})
    assert 'value="125"' in page.content.decode()
    fields = order_fields(
        {
            city.kitchen.products["Nasi kotak ayam bakar"]: "125",
            city.kitchen.products["Kudapan 3 macam"]: "125",
        },
        meeting["id"],
    )
    review = officer.post(address, {**fields, "command": command_of(page), "putusan": "periksa"})
    assert "Bila dikirim, Rp 7.500.000 dipesan dari pagu 5.1.02.01.01.0052; sisa Rp 88.750.000." in text_of(
        review
    )
    assert orders_of_package(package.id) == []
    sent = officer.post(
        address,
        {
            **fields,
            "command": command_of(review),
            "putusan": "kirim",
            "expected_total": "7500000",
            "alasan": "Terdekat dan sesuai.",
        },
    )
    assert sent.status_code == 303
    order = order_brief(re.search(r"[0-9a-f-]{36}", sent["Location"]).group())
    assert (order.state, order.total) == ("placed", 7_500_000)


def send(client, name, package, **fields):
    """Open an act's page, fill it in and send it."""
    address = reverse(name, args=[package.id])
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, {"command": command_of(page), **fields})

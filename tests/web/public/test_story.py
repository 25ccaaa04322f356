"""The story of a purchase says what happened, what goes on and what comes next, and nothing private."""

import re

import pytest
from django.test import Client

from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.figures import headline
from eorder.foundation.ids import new_command
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from eorder.parties.vendors.models import Member
from eorder.simulator.purchase import Purchase

pytestmark = pytest.mark.usefixtures("demo_city")


def numbers(state):
    return list(Order.objects.filter(state=state).order_by("number").values_list("number", flat=True))


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def walk_on(number):
    """Take up an order of the demo where the demo left it, with the actors of its unit and seller."""
    order = Order.objects.get(number=number)
    emails = {key: f"{key}.gbr@contoh.example" for key in ("pa", "ppk", "pp", "pptk", "bendahara")}
    people = {key: load_actor(Account.objects.get(email=email).id) for key, email in emails.items()}
    owner = Member.objects.filter(vendor_id=order.vendor_id, tie="owner").values_list("person_id", flat=True)
    seller = load_actor(Account.objects.get(person_id=owner[0]).id)
    lines = order.lines.order_by("position").values_list("product_id", "quantity")
    return Purchase(
        people, seller, order.package_id, order.window_end, order.id, order.meeting_id, tuple(lines)
    )


def test_story_when_closed_tells_every_step_in_order(client):
    number = numbers("closed")[-1]
    text = text_of(client, f"/pembelian/{number}")

    steps = [
        "Anggaran",
        "Disposisi PA/KPA ke PPK",
        "Dipesan",
        "Disanggupi penjual",
        "Dikirim",
        "Dihitung dan diterima",
    ]
    steps += ["Serah terima (BAST)", "Ditagih", "Tagihan dan pajak diperiksa", "Dibayar", "Selesai"]
    places = [text.index(f"<h3>{step}") for step in steps]
    assert places == sorted(places)
    order = Order.objects.get(number=number)
    # A day or none: the demo city pays a little before today, which may be at a weekend.
    used = working_days_used(order.handed_over_at, order.paid_at, "Asia/Jakarta")
    assert (f"Lunas dalam {used} hari kerja" if used else "Lunas sebelum hari kerja berikutnya") in text
    assert (
        f"Hari kerja ke-{used} dari 3" if used else "Dibayar sebelum hari kerja berikutnya; batasnya 3"
    ) in text
    assert 'aria-current="step"' not in text


def test_story_when_placed_says_what_comes_next_and_until_when(client):
    text = text_of(client, f"/pembelian/{numbers('placed')[0]}")

    assert text.count('aria-current="step"') == 1
    assert "Jawaban penjual" in text
    assert "Paling lambat" in text
    assert "Surat pesanan terbit setelah penjual menyanggupi." in text


def test_story_when_tax_was_withheld_shows_its_total_and_rules(client):
    text = text_of(client, "/pembelian/DPC-2026-00001")

    assert "Rp 1.750.000" in text  # PPh 22 1.5 % of 14,000,000 and PPN 11 % of it, kept back by the treasurer
    assert "pph22_rate@" in text
    assert "Rp 1.540.000" in text  # the PPN row
    assert "Pajak disetor" in text


def test_story_when_goods_were_rejected_says_how_many_and_why(client):
    number = numbers("shipped")[0]
    walk = walk_on(number)
    first, second = (quantity for _product, quantity in walk.quantities)
    walk.receive({1: Count(first - 2000, 2000, "dua kotak basi"), 2: Count(second)})

    text = text_of(client, f"/pembelian/{number}")

    assert "2 kotak Nasi kotak ayam bakar ditolak:" in text
    assert "dua kotak basi" in text
    assert "1 jenis sebagian ditolak" in text


@pytest.fixture
def less_accepted():
    """An order of which two boxes were sent back, handed over: its number and the ordered and accepted amounts."""
    number = numbers("shipped")[0]
    walk = walk_on(number)
    first, second = (quantity for _product, quantity in walk.quantities)
    walk.receive({1: Count(first - 2000, 2000, "dua kotak basi"), 2: Count(second)}).hand_over()
    order = Order.objects.get(number=number)
    assert order.accepted_value < order.total
    amounts = (f"Rp {value:,}".replace(",", ".") for value in (order.total, order.accepted_value))
    return order, *amounts


def test_story_when_less_was_accepted_shows_what_was_accepted_beside_what_was_ordered(client, less_accepted):
    order, ordered, accepted = less_accepted

    text = text_of(client, f"/pembelian/{order.number}")

    assert re.search(rf'money--big">{accepted}</span>\s*<small[^>]*>dipesan {ordered}<', text)


@pytest.mark.parametrize(
    ("who", "path"),
    [("", "/"), ("", "/pembelian?q=GBR"), ("seller", "/tugas"), ("seller", "/kerja/pesanan"), ("", "/paket/99010001"),
     ("ppk.gbr", "/kerja/pesanan/{order.id}"), ("ppk.gbr", "/kerja/paket/{order.package_id}")],
)  # fmt: skip
def test_page_when_less_was_accepted_counts_what_was_accepted(sign_in, less_accepted, who, path):
    order, ordered, accepted = less_accepted
    member = Account.objects.get(person__memberships__vendor_id=order.vendor_id)
    email = member.email if who == "seller" else f"{who}@contoh.example"
    client = sign_in(email) if who else Client()

    text = text_of(client, path.format(order=order))

    assert re.search(rf">{accepted}</span>\s*<small[^>]*>dipesan {ordered}<", text)


def test_home_when_less_was_accepted_adds_up_what_was_accepted(less_accepted):
    order = less_accepted[0]
    standing = Order.objects.exclude(state__in=("refused", "lapsed", "cancelled"))
    expected = sum(standing.values_list("total", flat=True)) - order.total + order.accepted_value

    assert headline("Asia/Jakarta").total == expected


def test_story_when_papers_are_ready_links_to_them(client):
    number = numbers("handed_over")[0]

    text = text_of(client, f"/pembelian/{number}")

    assert f'href="/surat/{number}/surat-pesanan.pdf"' in text
    assert f'href="/surat/{number}/bast.pdf"' in text
    assert f'href="/surat/{number}/kuitansi.pdf"' not in text


def test_story_when_the_number_is_unknown_gives_404(client):
    assert client.get("/pembelian/GBR-1999-00001").status_code == 404


@pytest.mark.parametrize(
    "state", ["placed", "accepted", "shipped", "handed_over", "invoiced", "paid", "closed"]
)
def test_story_whatever_its_stage_takes_six_statements(client, django_assert_num_queries, state):
    path = f"/pembelian/{numbers(state)[0]}"

    with django_assert_num_queries(6):
        client.get(path)


def test_story_when_the_reader_has_it_gives_304_after_three_statements(client, django_assert_num_queries):
    path = f"/pembelian/{numbers('closed')[0]}"
    first = client.get(path)
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first["Vary"]

    with django_assert_num_queries(3):
        second = client.get(path, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_story_when_something_happened_since_is_sent_anew(client):
    number = numbers("accepted")[0]
    before = client.get(f"/pembelian/{number}")

    walk_on(number).ship()

    after = client.get(f"/pembelian/{number}", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]


def test_story_when_signed_in_is_never_stored(sign_in):
    answer = sign_in("ppk.gbr@contoh.example").get(f"/pembelian/{numbers('closed')[-1]}")

    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_story_when_it_is_the_readers_turn_says_so(sign_in):
    path = f"/pembelian/{numbers('shipped')[0]}"

    assert "Giliran Anda." in text_of(sign_in("ppk.gbr@contoh.example"), path)
    assert "Giliran Anda." not in text_of(sign_in("ppk.dpc@contoh.example"), path)
    assert "Giliran Anda." not in text_of(Client(), path)


def test_story_when_refused_gives_the_reason_and_nothing_to_come(client):
    number = numbers("placed")[0]
    walk = walk_on(number)
    at = Order.objects.get(number=number).placed_at
    refuse_order(
        order_id=walk.order, reason="Dapur penuh hari itu", by=walk.seller, at=at, command=new_command()
    )

    text = text_of(client, f"/pembelian/{number}")

    assert 'class="timeline__refused"' in text
    assert "Dapur penuh hari itu" in text
    assert 'class="timeline__later"' not in text
    assert "Surat pesanan terbit" not in text


def test_story_when_partly_received_tells_both_ways_on(client):
    number = numbers("shipped")[0]
    walk = walk_on(number)
    walk.receive({1: Count(1000), 2: Count(0)})
    text = text_of(client, f"/pembelian/{number}")
    assert "Penjual mengirim sisanya, atau PPK membuat BAST" in text

    walk.wait(hours=1).ship()

    assert text_of(client, f"/pembelian/{number}").count("<h3>Dikirim") == 2


def test_paper_when_opened_is_made_and_its_digest_shown(client):
    number = numbers("closed")[-1]
    before = text_of(client, f"/pembelian/{number}")
    assert "dibuat saat pertama kali dibuka" in before

    answer = client.get(f"/surat/{number}/surat-pesanan.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer["ETag"].strip('"') in text_of(client, f"/pembelian/{number}")


@pytest.mark.parametrize("path", ["{number}/kuitansi", "{number}/rahasia", "XX-1/bast"])
def test_paper_when_there_is_none_gives_404(client, path):
    number = numbers("placed")[0]

    assert client.get(f"/surat/{path.format(number=number)}.pdf").status_code == 404

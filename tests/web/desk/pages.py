"""What the tests of act pages share: finding an order of the demo city and sending its form as a browser would."""

import re
from html import unescape

from eorder.buying.orders.models import Order

OPENING = {
    "accept_order": "terima", "refuse_order": "tolak", "ship_order": "kirim", "invoice_order": "tagih",
    "change_order": "ubah", "cancel_order": "batalkan", "receive_order": "penerimaan", "hand_over_order": "bast",
    "reject_delivery": "kembalikan", "close_order": "tutup", "verify_invoice": "periksa", "pay_order": "bayar",
    "prove_tax": "bukti-pajak",
}  # fmt: skip


def order_in(state, unit="GBR"):
    """An order of the demo city that stands in a state."""
    return Order.objects.filter(state=state, number__startswith=unit).earliest("id")


def seller_of(order):
    """The seller's account, by the first part of its address."""
    names = {
        "Dapur Contoh Mawar": "mawar",
        "Katering Contoh Sedap Malam": "sedap",
        "CV Boga Contoh Lestari": "lestari",
    }
    return names.get(order.vendor.name, "baru")


def act_url(order, act):
    return f"/kerja/pesanan/{order.id}/{OPENING[act]}"


def fields(response):
    """What a browser would send back if nobody typed anything."""
    html = response.content.decode()
    form = html[html.index('class="form"') :]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="file"' not in tag:
            found[unescape(name[1])] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        found[name] = unescape(text)
    return found


def send(client, url, **typed):
    """Open a form and send it with something typed in; the answer, and what was sent."""
    sent = {**fields(client.get(url)), **typed}
    return client.post(url, sent), sent

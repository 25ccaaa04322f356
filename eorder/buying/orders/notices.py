"""Tell whoever has the next act of an order, and the other side when it ended."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import LABELS, OWNERS, OrderState
from eorder.foundation.money import Rupiah
from eorder.parties.identity.letters import send_letter
from eorder.parties.readers import members_of, officials_of

NEXT_ACT = {
    OrderState.PLACED: "Jawab pesanan ini: terima atau tolak.",
    OrderState.ACCEPTED: "Siapkan dan kirim pesanan ini.",
    OrderState.SHIPPED: "Barang dalam perjalanan: hitung dan catat saat tiba.",
    OrderState.PARTLY_RECEIVED: "Sebagian sudah diterima: kirim atau catat sisanya, atau buat BAST.",
    OrderState.RECEIVED: "Buat BAST atas barang yang diterima.",
    OrderState.HANDED_OVER: "Kirim tagihan; sistem menuliskannya untuk Anda.",
    OrderState.INVOICED: "Periksa tagihan dan pajaknya.",
    OrderState.VERIFIED: "Bayar dan unggah bukti pembayaran.",
    OrderState.PAID: "Tutup pesanan ini setelah semua bukti lengkap.",
    OrderState.REFUSED: "Pesanan ini ditolak penjual; anggaran sudah kembali.",
    OrderState.LAPSED: "Pesanan ini kedaluwarsa karena tidak dijawab; anggaran sudah kembali.",
    OrderState.CANCELLED: "Pesanan ini dibatalkan; anggaran sudah kembali.",
}
QUIET = frozenset({"order.tax_deposited", "order.closed"})


def tell_next(event: dict[str, Any]) -> None:
    """Write to those whose act the order waits for; nothing when it moved on since, or nobody has to act."""
    order = Order.objects.select_related("unit", "vendor", "package").filter(id=event["subject_id"]).first()
    if order is None or event["name"] in QUIET or event["public"].get("state") != order.state:
        return
    state = OrderState(order.state)
    if state not in NEXT_ACT:
        return
    send_letter(
        event["id"],
        f"e-Order {order.number}: {LABELS[state]}",
        _readers(order, state, event),
        {
            "what": f"{NEXT_ACT[state]} ({order.package.name})",
            "source": f"{order.unit.name} membeli dari {order.vendor.name}",
            "amount": Rupiah(order.accepted_value if order.handed_over_at else order.total),
            "due_at": order.due_at,
            "link": f"{settings.EORDER_PUBLIC_URL}/kerja/pesanan/{order.id}",
        },
    )


def _readers(order: Order, state: OrderState, event: dict[str, Any]) -> list[str]:
    roles = OWNERS.get(state, frozenset({"pejabat_pengadaan", "vendor"}))
    readers = officials_of(order.unit_id, roles - {"vendor"}, event["at"])
    return readers + (members_of(order.vendor_id) if "vendor" in roles else [])

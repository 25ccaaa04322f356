"""One plainly made-up purchase at each moment of its life, as facts."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from eorder.buying.orders.facts import (
    HandOverFacts,
    InvoiceFacts,
    LineFacts,
    PaymentFacts,
    PurchaseFacts,
    SellerFacts,
    ShipmentFacts,
    WithholdingFacts,
)
from eorder.buying.packages.facts import BudgetFacts, BuyerFacts, PackageFacts

COMMAND = UUID("01900000-0000-7000-8000-0000deadbeef")
BUYER = BuyerFacts("D000", "Kota Contoh", UUID(int=1), "7.01.0.00", "Kecamatan Contoh")
BUDGET = BudgetFacts(
    UUID(int=2),
    2026,
    "7.01.01.2.06.0009",
    "Rapat koordinasi",
    "5.1.02.01.01.0052",
    "Belanja makanan dan minuman rapat",
    90_000_000,
)
PACKAGE = PackageFacts(
    id=UUID(int=3),
    ocid="ocds-xxxxxx-RUP-58010123",
    rup_id=58010123,
    fiscal_year=2026,
    name="Konsumsi rapat contoh",
    ceiling=40_000_000,
    method="Pengadaan Langsung",
    kind="Barang",
    state="active",
    buyer=BUYER,
    budget=BUDGET,
    announced_at=datetime(2026, 1, 5, 2, 0, tzinfo=UTC),
)
SELLER = SellerFacts(UUID(int=4), "Dapur Contoh", "micro", "individual", "99.01.01", "Kecamatan Contoh")


def moment(day, hour):
    return datetime(2026, 8, day, hour, tzinfo=UTC)


BOXES = LineFacts(
    position=1,
    name="Nasi kotak ayam",
    unit="kotak",
    tax_nature="catering",
    category_code="konsumsi",
    category_name="Konsumsi rapat",
    unspsc="90101603",
    quantity=120_000,
    unit_price=40_000,
    line_total=4_800_000,
    ppn=528_000,
)
RICE = LineFacts(
    position=2,
    name="Beras contoh",
    unit="kg",
    tax_nature="goods",
    category_code="sembako",
    category_name="Bahan pangan",
    unspsc="",
    quantity=2_500,
    unit_price=16_000,
    line_total=40_000,
    ppn=4_400,
)
PLACED = PurchaseFacts(
    order_id=UUID(int=5),
    ocid="ocds-xxxxxx-CTH-2026-00001",
    number="CTH-2026-00001",
    state="placed",
    buyer=BUYER,
    package=PACKAGE,
    seller=SELLER,
    lines=(BOXES, RICE),
    subtotal=4_840_000,
    ppn=532_400,
    total=5_372_400,
    reason="Termurah dari tiga penawaran yang dapat mengantar pada hari rapat.",
    delivery_label="Kantor Kecamatan Contoh",
    window_start=moment(13, 3),
    window_end=moment(13, 5),
    placed_at=moment(10, 3),
    priced_at=moment(10, 3),
    answer_due_at=moment(13, 9),
    meeting_title="Rapat koordinasi contoh",
)
CHANGED = replace(
    PLACED,
    lines=(BOXES,),
    subtotal=4_800_000,
    ppn=528_000,
    total=5_328_000,
    reason="",
    placed_at=moment(10, 3),
    priced_at=moment(10, 4),
)
ACCEPTED = replace(CHANGED, state="accepted", accepted_at=moment(10, 6), answer_due_at=None)
REFUSED = replace(CHANGED, state="refused", refusal="Dapur tutup pada hari itu.", answer_due_at=None)
LAPSED = replace(CHANGED, state="lapsed", refusal="Tidak dijawab dalam tenggat.", answer_due_at=None)
CANCELLED = replace(CHANGED, state="cancelled", refusal="Rapat ditiadakan.", answer_due_at=None)
CANCELLED_LATE = replace(ACCEPTED, state="cancelled", refusal="Rapat ditiadakan.")
SHIPPED = replace(ACCEPTED, state="shipped", shipments=(ShipmentFacts("SJ/CTH-2026-00001/1", moment(13, 3)),))
PARTLY = replace(
    SHIPPED, state="partly_received", received_at=moment(13, 4), lines=(replace(BOXES, accepted=100_000),)
)
SHIPPED_AGAIN = replace(
    PARTLY,
    state="shipped",
    shipments=(*SHIPPED.shipments, ShipmentFacts("SJ/CTH-2026-00001/2", moment(13, 5))),
)
RECEIVED = replace(
    SHIPPED_AGAIN,
    state="received",
    received_at=moment(13, 6),
    lines=(replace(BOXES, accepted=118_000, rejected=2_000, rejection="penyok"),),
)
RECEIVED_WHOLE = replace(RECEIVED, lines=(replace(BOXES, accepted=120_000),))
HANDED_OVER = replace(
    RECEIVED,
    state="handed_over",
    hand_over=HandOverFacts("BAST/001/CTH/VIII/2026", moment(13, 7), 5_239_200, moment(19, 9)),
)
INVOICED = replace(HANDED_OVER, state="invoiced", invoice=InvoiceFacts("INV/7", 5_239_200, moment(14, 2)))
VERIFIED = replace(INVOICED, state="verified", verified_at=moment(14, 3))
PAYMENT = PaymentFacts(
    UUID(int=6),
    moment(14, 8),
    5_239_200,
    613_600,
    4_625_600,
    (
        WithholdingFacts("pph23", 4_720_000, 200, 94_400, "pph23@2008-09-23"),
        WithholdingFacts("ppn", 4_720_000, 1100, 519_200, "ppn_rate@2022-04-01"),
    ),
)
PAID = replace(VERIFIED, state="paid", payments=(PAYMENT,))
CLOSED = replace(PAID, state="closed", closed_at=moment(18, 2))

WALK = (
    ("order.placed", PLACED, moment(10, 3)),
    ("order.changed", CHANGED, moment(10, 4)),
    ("order.accepted", ACCEPTED, moment(10, 6)),
    ("order.shipped", SHIPPED, moment(13, 3)),
    ("order.received", PARTLY, moment(13, 4)),
    ("order.shipped", SHIPPED_AGAIN, moment(13, 5)),
    ("order.received", RECEIVED, moment(13, 6)),
    ("order.handed_over", HANDED_OVER, moment(13, 7)),
    ("order.invoiced", INVOICED, moment(14, 2)),
    ("order.verified", VERIFIED, moment(14, 3)),
    ("order.paid", PAID, moment(14, 8)),
    ("order.closed", CLOSED, moment(18, 2)),
)
"""The whole life of the purchase, in order."""
ENDS = (
    ("order.refused", REFUSED, moment(10, 7)),
    ("order.lapsed", LAPSED, moment(13, 9)),
    ("order.cancelled", CANCELLED, moment(10, 7)),
    ("order.cancelled", CANCELLED_LATE, moment(11, 7)),
)
"""Four ways it could have ended without delivery, each after the change or the acceptance."""

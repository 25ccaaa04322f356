"""Print a purchase as a chain: acts, amounts, papers and addresses."""

from __future__ import annotations

from django.conf import settings
from rich.console import Console
from rich.table import Table

from eorder.buying.payments.queries import complete_purchase
from eorder.foundation.money import Rupiah
from eorder.papers.actions.make_paper import make_paper
from eorder.papers.queries import TITLES, papers_ready
from eorder.records.journal.queries import events_of
from eorder.simulator.purchase import Purchase


def print_chain(walk: Purchase) -> None:
    """Print what happened to one purchase, read back from the records."""
    facts = complete_purchase(walk.order)
    events = events_of([walk.package_id, walk.order, *([walk.meeting_id] if walk.meeting_id else [])])
    own = [each for each in events if each["subject_kind"] != "package" or each["at"] <= facts.placed_at]
    table = Table(
        title=f"{facts.number}: {facts.buyer.unit_name} membeli dari {facts.seller.name}",
        title_justify="left",
    )
    for heading in ("Waktu", "Tindakan", "Sebagai", "Sidik"):
        table.add_column(heading)
    for event in own:
        table.add_row(f"{event['at']:%Y-%m-%d %H:%M}", event["name"], event["role"], event["hash"][:12])
    console = Console(width=110)
    console.print(table)
    accepted = Rupiah(facts.hand_over.accepted_value if facts.hand_over else 0)
    console.print(f"Nilai {Rupiah(facts.total)}, diterima {accepted}")
    for payment in facts.payments:
        console.print(
            f"Dibayar {Rupiah(payment.net)} ke penjual, pajak {Rupiah(payment.withheld)}, "
            f"pada {payment.paid_at:%Y-%m-%d}"
        )
    for kind in papers_ready(facts):
        paper = make_paper(walk.order, kind)
        console.print(f"{TITLES[kind]} {paper.number}  sha256 {paper.file_digest[:16]}")
    console.print(f"Halaman publik: {settings.EORDER_PUBLIC_URL}/pembelian/{facts.number}")
    console.print(f"Data terbuka:   {settings.EORDER_PUBLIC_URL}/ocds/records/{facts.ocid}")

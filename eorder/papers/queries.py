"""Reads of papers and of the ground they are written from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import RELATED
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.errors import NotFoundError
from eorder.papers.content import KINDS
from eorder.papers.gathering import Ground, Signers
from eorder.papers.models import Certificate, Paper

TITLES = {
    "surat-pesanan": "Surat pesanan",
    "bast": "Berita acara serah terima (BAST)",
    "kuitansi": "Kuitansi",
}
_READY = {
    "surat-pesanan": lambda facts: facts.accepted_at is not None,
    "bast": lambda facts: facts.hand_over is not None,
    "kuitansi": lambda facts: facts.invoice is not None,
}
_SIGNERS = """
SELECT DISTINCT ON (e.name) e.name, p.name, e.role, e.at FROM journal_event e
JOIN identity_person p ON p.id = e.person_id WHERE e.subject_id = %s ORDER BY e.name, e.seq DESC
"""
OFFICES = {"ppk": "Pejabat Pembuat Komitmen", "pejabat_pengadaan": "Pejabat Pengadaan", "vendor": "Penyedia"}


def papers_ready(facts: Any) -> list[str]:
    """List the kinds of papers a purchase has come far enough for, from its facts; no statement."""
    return [kind for kind in KINDS if _READY[kind](facts)]


def papers_made(order_id: UUID) -> dict[str, dict[str, Any]]:
    """List the papers that were made of an order, by kind, with both digests; 1 statement."""
    rows = Paper.objects.filter(order_id=order_id).values("kind", "number", "data_digest", "file_digest")
    return {row["kind"]: dict(row) for row in rows}


def ground_of(order_id: UUID) -> Ground:
    """Gather everything the papers of an order are written from; 3 statements.

    Raises:
        NotFoundError: There is no such order.
    """
    order = Order.objects.select_related(*RELATED).filter(id=order_id).first()
    if order is None:
        raise NotFoundError("Pesanan ini tidak ada.")
    with connection.cursor() as cursor:
        cursor.execute(_SIGNERS, [order_id])
        signers = {event: (name, OFFICES.get(role, role), at) for event, name, role, at in cursor.fetchall()}
    return Ground(
        facts=complete_facts(order),
        signers=Signers(signers),
        zone=order.unit.government.time_zone,
        unit_address=order.delivery_street,
        meeting_day=order.meeting.starts_at if order.meeting else None,
    )


def certificate_made(grading_id: UUID) -> dict[str, Any]:
    """Give both digests of a certificate that was made; empty before; 1 statement."""
    found = Certificate.objects.filter(grading_id=grading_id).values("data_digest", "file_digest").first()
    return dict(found or {})

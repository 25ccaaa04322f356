"""Papers are made ahead by the worker, as soon as the purchase has come far enough."""

from __future__ import annotations

from typing import Any

from eorder.papers.actions.make_paper import make_paper
from eorder.records.journal.subscriptions import subscribe

PAPER_OF = {"order.accepted": "surat-pesanan", "order.handed_over": "bast", "order.invoiced": "kuitansi"}


def make_ahead(event: dict[str, Any]) -> None:
    """Make the paper that an event completes; making it twice gives the same one."""
    if event["name"] in PAPER_OF:
        make_paper(event["subject_id"], PAPER_OF[event["name"]])


def start() -> None:
    """Hear of order events."""
    subscribe("order.", make_ahead)

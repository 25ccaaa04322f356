"""What waits for a person, first due first: the lines of the inbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.queries.lists import orders_waiting_for
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.queries import packages_waiting_for
from eorder.buying.packages.rules import MEETING_KEEPERS
from eorder.buying.packages.states import OWNERS as PACKAGE_OWNERS
from eorder.buying.packages.states import PackageState
from eorder.buying.payments.queries import attendance_missing_for, tax_proof_missing_for
from eorder.market.curation.appeal_queries import waiting_appeals
from eorder.market.curation.queue_queries import waiting_cases
from eorder.parties.banking.queries import waiting_changes
from eorder.parties.claims.queries import waiting_claims
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.queries import waiting_applications
from eorder.web.desk.seeing import is_past, working_days_left
from eorder.web.order_steps import expected_step, step_words
from eorder.web.words import order_amounts

TREASURERS = frozenset({"bendahara", "bendahara_pembantu"})
PACKAGE_ROLES = frozenset().union(
    *(roles for state, roles in PACKAGE_OWNERS.items() if state != PackageState.ACTIVE)
)
FAR = timedelta(days=36500)
SHOWN = 50
Line = Callable[[dict[str, Any], Actor, datetime], dict[str, Any]]
"""Writes one line of the inbox from what a query gave."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """What waits for a person.

    Attributes:
        first: Those due first, at most `SHOWN`.
        count: How many there are; of each kind at most 300 are counted.
        late: How many of them are past their term.
    """

    first: list[dict[str, Any]]
    count: int
    late: int


def tasks_of(actor: Actor, at: datetime) -> Tasks:
    """Find what waits for a person; 1 statement, and 1 for each further kind of task of their roles."""
    roles = actor.roles(at)
    found: list[tuple[dict[str, Any], Line]] = [(row, _order_task) for row in orders_waiting_for(actor, at)]
    if roles & TREASURERS:
        found += [({**row, "due_at": None}, _proof_task) for row in tax_proof_missing_for(actor, at)]
    if roles & MEETING_KEEPERS:
        found += [(row, _attendance_task) for row in attendance_missing_for(actor, at)]
    if roles & PACKAGE_ROLES:
        found += [({**row, "due_at": None}, _package_task) for row in packages_waiting_for(actor, at)]
    if "curator" in roles:
        found += [(row, application_task) for row in waiting_applications(actor, at)]
        found += [(row, case_task) for row in waiting_cases(actor, at)]
        found += [(row, appeal_task) for row in waiting_appeals(actor, at)]
        found += [(row, account_task) for row in waiting_changes(actor, at)]
        found += [(row, claim_task) for row in waiting_claims(actor, at)]
    found.sort(key=lambda each: each[0]["due_at"] or at + FAR)
    return Tasks(
        [line(row, actor, at) for row, line in found[:SHOWN]],
        len(found),
        sum(is_past(row["due_at"], at) for row, _line in found if row["due_at"]),
    )


def _task(
    title: str,
    url: str,
    source: str,
    number: str,
    due_at: datetime | None,
    at: datetime,
    *,
    amount: int | None = None,
    ordered: int | None = None,
) -> dict[str, Any]:
    return {
        "title": title,
        "url": url,
        "source": source,
        "number": number,
        "amount": amount,
        "ordered": ordered,
        "due_at": due_at,
        "working_days_left": working_days_left(due_at, at) if due_at else None,
    }


def _order_task(row: dict[str, Any], actor: Actor, at: datetime) -> dict[str, Any]:
    is_mine = row["vendor_id"] in actor.vendor_ids
    title, name = order_task(row["state"], is_seller=is_mine)
    other = row["unit__name"] if is_mine else row["vendor__name"]
    return _task(
        f"{title}: {row['package__name']}",
        reverse(name, kwargs={"order_id": row["id"]}),
        other,
        row["number"],
        row["due_at"],
        at,
        **order_amounts(row),
    )


def order_task(state: str, *, is_seller: bool) -> tuple[str, str]:
    """Name the next act of an order that waits for the buyer or for the seller, with its page."""
    if state == OrderState.PARTLY_RECEIVED:
        return (_("Kirim sisa barang"), "ship_order") if is_seller else (_("Lanjutkan penerimaan"), "order")
    words = step_words()[expected_step(state)]
    return words.task or words.verb, words.task_page or words.page


def _proof_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    return _task(
        _("Unggah bukti setor pajak: %(name)s") % {"name": row["order__package__name"]},
        reverse("prove_tax", kwargs={"order_id": row["order__id"]}),
        row["order__vendor__name"],
        row["order__number"],
        None,
        at,
        amount=row["withheld"],
    )


def application_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    """Write the line of an application that waits for its check."""
    return _task(
        _("Periksa pendaftaran: %(name)s") % {"name": row["answers"].get("usaha", {}).get("name", "")},
        reverse("check_application", kwargs={"application_id": row["id"]}),
        row["account__person__name"],
        "",
        row["due_at"],
        at,
    )


def case_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    """Write the line of a product that waits for a curator."""
    return _task(
        _("Nilai produk: %(name)s") % {"name": row["product__name"]},
        reverse("score_product", kwargs={"case_id": row["id"]}),
        row["vendor__name"],
        "",
        row["due_at"],
        at,
    )


def appeal_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    """Write the line of an appeal that waits for another curator than the one who judged."""
    return _task(
        _("Putuskan keberatan: %(name)s") % {"name": row["case__product__name"]},
        reverse("decide_appeal", kwargs={"appeal_id": row["id"]}),
        row["case__product__vendor__name"],
        "",
        row["due_at"],
        at,
    )


def account_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    """Write the line of a proposed account that waits for its check."""
    return _task(
        _("Periksa rekening: %(name)s") % {"name": row["vendor__name"]},
        reverse("check_account", kwargs={"change_id": row["id"]}),
        row["proposed_by__name"],
        "",
        row["due_at"],
        at,
    )


def claim_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    """Write the line of a claim that waits for a curator."""
    return _task(
        _("Putuskan klaim atas %(number)s") % {"number": row["which"].upper()},
        reverse("check_claim", kwargs={"claim_id": row["id"]}),
        row["claimant__name"],
        "",
        row["due_at"],
        at,
    )


def _attendance_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    return _task(
        _("Unggah daftar hadir: %(name)s") % {"name": row["meeting__title"]},
        reverse("record_attendance", kwargs={"meeting_id": row["meeting_id"]}),
        row["vendor__name"],
        row["number"],
        row["due_at"],
        at,
    )


def _package_task(row: dict[str, Any], _actor: Actor, at: datetime) -> dict[str, Any]:
    verbs = {
        PackageState.IMPORTED: _("Disposisi paket"),
        PackageState.WITH_PPK: _("Siapkan paket"),
        PackageState.PREPARED: _("Teruskan paket"),
        PackageState.WITH_OFFICER: _("Terima paket"),
    }
    return _task(
        f"{verbs[PackageState(row['state'])]}: {row['name']}",
        reverse("package", kwargs={"package_id": row["id"]}),
        row["unit__name"],
        f"RUP {row['rup_id']}",
        None,
        at,
        amount=row["ceiling"],
    )

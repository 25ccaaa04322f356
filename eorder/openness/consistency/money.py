"""Budget lines, the ledger and what orders hold agree to the rupiah (M1-M4, M7, P1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.apps import apps
from django.db.models import BigIntegerField, Model

from eorder.buying.orders.states import HOLDS_BUDGET, OrderState
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.openness.consistency.findings import Invariant, Offender, ask, listed
from eorder.records.ledger.models import Entry

SPENT = {OrderState.PAID, OrderState.CLOSED}
ENDED = {OrderState.REFUSED, OrderState.LAPSED, OrderState.CANCELLED}
UNRESOLVED = "t.phase = 'pending' AND NOT EXISTS (SELECT FROM ledger_transfer r WHERE r.resolves_id = t.id)"
_LINE = "concat_ws('/', u.short_code, b.fiscal_year, b.sub_activity_code, b.account_id)"
_LINES = "budgets_budgetline b JOIN workunits_unit u ON u.id = b.unit_id"
_EXACT = ("bigint", "integer", "smallint")


def lines_over_ceiling() -> list[Offender]:
    """M1: every counter is at least zero, and together they stay within the ceiling."""
    return ask(f"""
        SELECT {_LINE}, concat('pagu ', b.ceiling, ', dipesan ', b.reserved, ', terikat ', b.committed,
            ', dibayar ',
            b.spent)
        FROM {_LINES}
        WHERE least(b.reserved, b.committed, b.spent) < 0
            OR b.reserved + b.committed + b.spent > b.ceiling""")


def counters_unlike_ledger() -> Iterator[Offender]:
    """M2: the counters of a line are its open and spent transfers, and the balances of its accounts."""
    return chain(_counters_unlike_transfers(), _counters_unlike_accounts())


def _counters_unlike_transfers() -> list[Offender]:
    return ask(f"""
        WITH booked AS (
            SELECT t.budget_line_id,
                coalesce(sum(t.amount) FILTER (WHERE {UNRESOLVED}
                    AND t.kind IN ('reserve', 'change')), 0) AS reserved,
                coalesce(sum(t.amount) FILTER (WHERE {UNRESOLVED} AND t.kind IN ('commit', 'hand_over')), 0)
                    AS committed,
                coalesce(sum(t.amount) FILTER (WHERE t.phase = 'posted' AND t.kind = 'pay'), 0) AS spent
            FROM ledger_transfer t GROUP BY t.budget_line_id)
        SELECT coalesce({_LINE}, t.budget_line_id::text), concat('dipesan/terikat/dibayar ',
            concat_ws('/', b.reserved, b.committed, b.spent), ', menurut transfer ',
            concat_ws('/', t.reserved, t.committed, t.spent))
        FROM ({_LINES}) FULL JOIN booked t ON t.budget_line_id = b.id
        WHERE b.id IS NULL OR (b.reserved, b.committed, b.spent)
            <> (coalesce(t.reserved, 0), coalesce(t.committed, 0), coalesce(t.spent, 0))""")


def _counters_unlike_accounts() -> list[Offender]:
    return ask(f"""
        WITH balance AS (
            SELECT owner_id,
                coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
                coalesce(sum(amount) FILTER (WHERE account = 'reserved'), 0) AS reserved,
                coalesce(sum(amount) FILTER (WHERE account = 'committed'), 0) AS committed,
                coalesce(sum(amount) FILTER (WHERE account = 'spent'), 0) AS spent
            FROM ledger_entry WHERE account IN ('available', 'reserved', 'committed', 'spent')
                GROUP BY owner_id)
        SELECT coalesce({_LINE}, a.owner_id::text), concat('sisa/dipesan/terikat/dibayar ',
            concat_ws('/', b.ceiling - b.reserved - b.committed - b.spent, b.reserved, b.committed, b.spent),
            ', menurut akun ', concat_ws('/', a.available, a.reserved, a.committed, a.spent))
        FROM ({_LINES}) FULL JOIN balance a ON a.owner_id = b.id
        WHERE b.id IS NULL OR (b.ceiling - b.reserved - b.committed - b.spent, b.reserved, b.committed,
            b.spent)
            <> (coalesce(a.available, 0), coalesce(a.reserved, 0), coalesce(a.committed, 0),
                coalesce(a.spent, 0))""")


def transfers_out_of_balance() -> list[Offender]:
    """M3: the entries of a transfer sum to zero and move something, and so does the whole ledger.

    Only a changed order of the same value moves nothing.
    """
    return ask("""
        WITH sums AS (
            SELECT transfer_id, sum(amount) AS rest, sum(amount) FILTER (WHERE amount > 0) AS debit
            FROM ledger_entry GROUP BY transfer_id)
        SELECT t.id::text, concat('transfer ', t.kind, ': debit ', coalesce(s.debit, 0), ', kredit ',
            coalesce(s.debit, 0) - coalesce(s.rest, 0))
        FROM ledger_transfer t LEFT JOIN sums s ON s.transfer_id = t.id
        WHERE coalesce(s.rest, 0) <> 0 OR (s.debit IS NULL AND t.kind <> 'change')
        UNION ALL
        SELECT 'buku besar', concat('jumlah semua akun ', sum(amount))
            FROM ledger_entry HAVING sum(amount) <> 0""")


def amounts_out_of_range() -> Iterator[Offender]:
    """M4: every amount column is a whole number in the database, from 0 to 10^15; entries from -10^15."""
    for model in apps.get_models():
        if model.__module__.startswith("eorder."):
            yield from _inexact_columns(model)
            yield from _out_of_range(model)


def _inexact_columns(model: type[Model]) -> list[Offender]:
    table = model._meta.db_table  # noqa: SLF001 (Django's documented interface)
    amounts = _amounts(model)
    whole = (
        f"column_name IN ({listed(amounts)}) AND data_type NOT IN ({listed(_EXACT)})" if amounts else "false"
    )
    return ask(f"""
        SELECT concat(table_name, '.', column_name), concat('tipe kolom ', data_type)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'
            AND ({whole} OR data_type IN ('real', 'double precision', 'numeric', 'money'))""")


def _out_of_range(model: type[Model]) -> list[Offender]:
    table, key = model._meta.db_table, model._meta.pk.column  # noqa: SLF001 (as above)
    least = -LARGEST_AMOUNT if model is Entry else 0
    columns = _amounts(model)
    if not columns:
        return []
    smallest, largest = (f"{name}({', '.join(columns)})" for name in ("least", "greatest"))
    return ask(f"""
        SELECT concat('{table} ', {key}), concat('nilai di luar batas: ', concat_ws(', ',
            {", ".join(columns)}))
        FROM {table} WHERE {smallest} < {least} OR {largest} > {LARGEST_AMOUNT}""")


def _amounts(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if type(field) is BigIntegerField]  # noqa: SLF001 (as above)


def holdings_unlike_orders() -> list[Offender]:
    """M7: an order that holds budget has exactly one open transfer, on its line, covering what is unpaid.

    An order that was paid in full has none; of ended orders speaks M14.
    """
    return ask(f"""
        WITH held AS (
            SELECT o.id, count(t.id) AS transfers, sum(t.amount) AS amount,
                bool_and(t.id = o.reservation_id AND t.budget_line_id = o.budget_line_id) AS own
            FROM orders_order o LEFT JOIN ledger_transfer t ON t.order_id = o.id AND {UNRESOLVED}
                GROUP BY o.id),
        owed AS (
            SELECT h.*, o.number, o.state, CASE WHEN o.handed_over_at IS NULL THEN o.total
                ELSE o.accepted_value END
                - o.paid AS unpaid
            FROM held h JOIN orders_order o ON o.id = h.id)
        SELECT number, concat('keadaan ', state, ', belum dibayar ', unpaid, ', ditahan ', coalesce(amount,
            0), ' dalam ',
            transfers, ' transfer terbuka', CASE WHEN NOT own THEN ' yang bukan miliknya' END)
        FROM owed
        WHERE (state IN ({listed(HOLDS_BUDGET)}) AND (transfers <> 1 OR NOT own OR amount < unpaid))
           OR (state IN ({listed(SPENT)}) AND transfers <> 0)
        UNION ALL
        SELECT t.id::text, 'menahan anggaran untuk pesanan yang tidak ada'
        FROM ledger_transfer t LEFT JOIN orders_order o ON o.id = t.order_id
        WHERE {UNRESOLVED} AND o.id IS NULL""")


def packages_counted_wrongly() -> list[Offender]:
    """P1: `ordered` is the total of standing orders (after hand-over: accepted value), within the ceiling."""
    return ask(f"""
        WITH standing AS (
            SELECT package_id,
                sum(CASE WHEN handed_over_at IS NULL THEN total ELSE accepted_value END)
                    FILTER (WHERE state NOT IN ({listed(ENDED)})) AS value
            FROM orders_order GROUP BY package_id)
        SELECT concat('RUP ', p.rup_id), concat('tercatat dipesan ', p.ordered, ', menurut pesanan ',
            coalesce(s.value, 0), ', pagu ', p.ceiling)
        FROM packages_package p LEFT JOIN standing s ON s.package_id = p.id
        WHERE p.ordered <> coalesce(s.value, 0) OR p.ordered > p.ceiling""")


MONEY = (
    Invariant("M1", "mata anggaran tidak melampaui pagu", "budgets_budgetline", lines_over_ceiling),
    Invariant("M2", "mata anggaran sama dengan buku besar", "budgets_budgetline", counters_unlike_ledger),
    Invariant("M3", "debit sama dengan kredit", "ledger_entry", transfers_out_of_balance),
    Invariant("M4", "nilai uang bulat dan dalam batas", "ledger_entry", amounts_out_of_range),
    Invariant("M7", "pesanan menahan anggarannya tepat sekali", "orders_order", holdings_unlike_orders),
    Invariant(
        "P1", "nilai dipesan dalam paket sama dengan pesanannya", "packages_package", packages_counted_wrongly
    ),
)

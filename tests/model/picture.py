"""One picture of all records, as the model has them and as the database has them; equal pictures are equal dicts."""

import json

from django.db import connection

from tests.model.program import rup_of

_PICTURE = """
SELECT json_build_object(
    'budgets', (SELECT json_object_agg(id, ARRAY[ceiling, reserved, committed, spent]) FROM budgets_budgetline),
    'packages', (SELECT json_object_agg(k.rup_id, json_build_array(k.state, k.ceiling, k.ordered, k.budget_line_id,
            a.person_id, b.person_id, c.person_id)) FROM packages_package k
        LEFT JOIN workunits_appointment a ON a.id = k.pa_appointment_id
        LEFT JOIN workunits_appointment b ON b.id = k.ppk_appointment_id
        LEFT JOIN workunits_appointment c ON c.id = k.officer_appointment_id),
    'orders', (SELECT json_object_agg(number, json_build_array(state, version, total, ppn, accepted_value, paid,
            CASE WHEN state = 'placed' THEN to_char(due_at AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI:SS') END,
            (SELECT json_agg(json_build_array(product_id, quantity, unit_price, accepted, rejected) ORDER BY position)
                FROM orders_line l WHERE l.order_id = o.id),
            (SELECT json_agg(concat(duty, ' ', person_id)) FROM orders_duty d WHERE d.order_id = o.id)))
        FROM orders_order o),
    'withheld', (SELECT json_object_agg(o.number, v.withheld ORDER BY v.seq) FROM payments_verification v
        JOIN payments_invoice i ON i.id = v.invoice_id JOIN orders_order o ON o.id = i.order_id),
    'series', (SELECT json_object_agg(concat(series, ' ', fiscal_year), last) FROM journal_counter),
    'sellers', (SELECT json_object_agg(v.id, EXISTS (SELECT FROM sanctions_sanction s WHERE s.vendor_id = v.id))
        FROM vendors_vendor v),
    'products', (SELECT json_object_agg(p.id, json_build_array(p.state, p.per_day, (
        SELECT amount FROM catalogue_priceversion v WHERE v.product_id = p.id ORDER BY seq DESC LIMIT 1)))
        FROM catalogue_product p),
    'meetings', (SELECT json_object_agg(id, json_build_array(attended, attendance_note)) FROM packages_meeting),
    'payments', (SELECT count(*) FROM payments_payment), 'proofs', (SELECT count(*) FROM payments_taxproof),
    'commands', (SELECT count(*) FROM journal_command))::text
"""


def of_program():
    """Read the picture; 1 statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PICTURE)
        seen = json.loads(cursor.fetchone()[0])
    for order in (seen["orders"] or {}).values():
        order[-1] = sorted(order[-1])
    return {name: {} if each is None else each for name, each in seen.items()}


def of_model(city, names, commands):
    """The same of a city of the model, by the ids of the program; `commands` were sent before the model's first."""
    ids = {None: None, "": None} | {name: str(each) for name, each in names.persons.items()}
    return {
        "budgets": {
            str(names.budgets[name]): [each.ceiling, each.reserved, each.committed, each.spent]
            for name, each in city.budgets.items()
            if name in names.budgets
        },
        "packages": {
            str(rup_of(name)): [
                each.state, each.ceiling, each.ordered, str(names.budgets[each.budget]) if each.budget else None,
                ids[each.pa], ids[each.ppk], ids[each.pp],
            ]
            for name, each in city.packages.items()
        },
        "orders": {name: _order(each, names, ids) for name, each in city.orders.items()},
        "withheld": {name: each.withheld for name, each in city.orders.items() if each.withheld is not None},
        "series": {f"{kind}:{unit} {year}": last for (kind, unit, year), last in city.series.items()},
        "sellers": {str(names.sellers[name]): each.is_suspended for name, each in city.sellers.items()},
        "products": {
            str(names.products[name]): ["listed" if each.is_listed else "delisted", each.per_day, each.price]
            for name, each in city.products.items()
        },
        "meetings": {str(names.meetings[name]): [each.attended, each.note] for name, each in city.meetings.items()},
        "payments": sum(each.paid > 0 for each in city.orders.values()),
        "proofs": sum(each.is_proven for each in city.orders.values()),
        "commands": commands + len(city.sent),
    }  # fmt: skip


def _order(order, names, ids):
    lines = [
        [str(names.products[each.product]), each.quantity, each.price, each.accepted, each.rejected]
        for each in order.lines
    ]
    duties = sorted(f"{duty} {ids[person]}" for duty, person in order.duties)
    due = str(order.due) if order.state == "placed" else None
    return [
        order.state,
        order.version,
        order.total,
        order.ppn,
        order.accepted_value,
        order.paid,
        due,
        lines,
        duties,
    ]


def differences(model, program):
    """Name what differs: part, record, what the model says and what the program says."""
    found = []
    for part in model:
        ours, theirs = model[part], program[part]
        if not isinstance(ours, dict):
            ours, theirs = {part: ours}, {part: theirs}
        for key in sorted(ours.keys() | theirs.keys()):
            said = f"{part} {key}: model {ours.get(key)}, program {theirs.get(key)}"
            found += [said] if ours.get(key) != theirs.get(key) else []
    return found

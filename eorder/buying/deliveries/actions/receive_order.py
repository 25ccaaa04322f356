"""The PPK counts what was delivered: accepted, rejected with a reason, and what is still to come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from eorder.buying.deliveries.counting import Count, check_counts, outstanding_of
from eorder.buying.deliveries.models import Receipt, ReceiptLine
from eorder.buying.deliveries.queries import delivered_facts
from eorder.buying.orders.actions.stepping import lock_order, move_order
from eorder.buying.orders.models import Line, Order
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act
from eorder.records.rows import Reading, insert_row, insert_rows

_LINES = Reading(Line, where="this.order_id = %s", order="this.position", locks=True)


@act("order.receive", subject="order_id")
def receive_order(
    *, order_id: UUID, counts: dict[int, Count], photo: Upload, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Record a count by line position, with a photo of the goods as evidence.

    The order is fully received when nothing is left to come, else partly.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, did another duty, or nothing was shipped.
        InvalidFormError: A count is wrong; the sentence names the line.
        InvalidFileError: The photo is not one.
        ConflictError: The photo was used before.
    """
    order = lock_order(order_id, "receive_fully", by, at)
    lines = _LINES.all(order.id)
    check_counts([outstanding_of(line) for line in lines], counts)
    photo_row = keep_document(
        photo,
        "delivery_photo",
        government_id=order.government_id,
        subject_id=order.id,
        title="Foto penerimaan",
        by=by.person_id,
    )
    _write_counts(order, lines, counts, by, at, command)
    step = "receive_partly" if any(outstanding_of(line).left for line in lines) else "receive_fully"
    move_order(
        order,
        step,
        by=by,
        at=at,
        command=command,
        due_at=at,
        public={
            "photo": photo_row.sha256,
            "lines": [[line.position, line.accepted, line.rejected, line.rejection] for line in lines],
        },
        tell=delivered_facts,
    )
    return order.id


_COUNTED = """
UPDATE orders_line l SET accepted = g.accepted, rejected = g.rejected, rejection = g.rejection
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[]) AS g(id, accepted, rejected, rejection)
WHERE l.id = g.id
"""


def _write_counts(
    order: Order, lines: list[Line], counts: dict[int, Count], by: Actor, at: datetime, command: CommandId
) -> None:
    receipt = insert_row(
        Receipt(id=derive_id(command, "receipt"), order=order, received_at=at, received_by=by.person_id)
    )
    for line in lines:
        count = counts.get(line.position, Count(0))
        line.accepted += count.accepted
        line.rejected += count.rejected
        line.rejection = count.rejection.strip()[:200] or line.rejection
    with connection.cursor() as cursor:
        columns = zip(
            *((each.id, each.accepted, each.rejected, each.rejection) for each in lines), strict=True
        )
        cursor.execute(_COUNTED, [list(column) for column in columns])
    insert_rows([
        ReceiptLine(
            receipt=receipt, line=line, accepted=counts[line.position].accepted,
            rejected=counts[line.position].rejected, rejection=counts[line.position].rejection.strip()[:200],
        )
        for line in lines
        if line.position in counts
    ])  # fmt: skip

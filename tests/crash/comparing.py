"""Compare the clients' list with the records, by SQL of the harness's own."""

from dataclasses import dataclass

EVENTS = {
    "place": "order.placed", "accept": "order.accepted", "refuse": "order.refused", "cancel": "order.cancelled",
    "ship": "order.shipped", "receive": "order.received", "hand_over": "order.handed_over",
    "invoice": "order.invoiced", "verify": "order.verified", "pay": "order.paid", "close": "order.closed",
}  # fmt: skip
_FOUND = """
SELECT command_id::text, array_agg(name), array_agg(subject_id::text) FROM journal_event
WHERE command_id::text = ANY(%s) GROUP BY command_id
"""
_HALVES = """
SELECT o.number FROM orders_order o
LEFT JOIN LATERAL (SELECT count(*) AS lines FROM orders_line l WHERE l.order_id = o.id) l ON true
LEFT JOIN LATERAL (SELECT count(*) AS events FROM journal_event e
    WHERE e.subject_id = o.id AND e.name = 'order.placed') e ON true
LEFT JOIN LATERAL (SELECT count(*) AS holds FROM ledger_transfer t
    WHERE t.order_id = o.id AND t.kind = 'reserve') t ON true
WHERE o.id::text = ANY(%s) AND (l.lines, e.events, t.holds) <> (1, 1, 1)
"""
_TOTALS = """
SELECT (SELECT count(*) FROM orders_order), (SELECT count(*) FROM journal_event WHERE starts_with(name, 'order.')),
    (SELECT sum(amount) FROM ledger_entry)
"""


@dataclass
class Compared:
    """What the records say against the clients' list; lists of commands, or of orders."""

    lost: list
    doubled: list
    unknown: list
    halves: list

    @property
    def is_clean(self):
        """Whether nobody was told anything that is not so."""
        return not (self.lost or self.doubled or self.unknown or self.halves)


def compare(installation, acts):
    """Look for every command of the list, and for records of no command.

    Args:
        installation: Whose records.
        acts: All acts since the ground was laid, each acknowledged or refused by now.
    """
    rows = installation.query(_FOUND, [act.command for act in acts])
    found = {command: list(zip(names, subjects, strict=True)) for command, names, subjects in rows}
    lost, doubled, unknown = [], [], []
    for act in acts:
        expected = [(EVENTS[act.kind], act.order)] if act.status == "acknowledged" else []
        here = found.get(act.command, [])
        if here == expected:
            continue
        (lost if len(here) < len(expected) else doubled if len(here) > 1 else unknown).append(act)
    orders, events, ledger = installation.query(_TOTALS)[0]
    known = [act for act in acts if act.status == "acknowledged"]
    placed = [act.order for act in known if act.kind == "place"]
    doubled += ["orders"] * (orders - len(set(placed))) + ["events"] * (events - len(known))
    halves = [number for (number,) in installation.query(_HALVES, placed)]
    return Compared(lost, doubled, unknown, halves + (["ledger"] if ledger else []))

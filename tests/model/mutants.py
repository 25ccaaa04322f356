"""Bugs planted on purpose, each a small change of the program that the machine must find."""

from contextlib import contextmanager
from unittest.mock import patch

from eorder.buying.orders import rules
from eorder.buying.orders.actions import ending, stepping
from eorder.foundation.errors import NotAllowedError
from eorder.foundation.verdict import ALLOWED
from eorder.records.journal import commands

_claim, _add_duty, _count = commands._claim, stepping.add_duty, ending.count_order


def budget_kept(holding, **_):
    """An order that ends keeps its reservation."""
    return holding.transfer_id


def accepted_late(order, at):
    """The term to answer is not asked for; only how far the seller has come is."""
    return ALLOWED if order.vendor.state == "active" else rules.refused("", "vendor_inactive")


def claim_not_looked_at(claim):
    """A command that was carried out before is carried out again."""
    _claim(claim)
    return True


def receiver_not_asked(order, duty, person_id, at):
    """Whoever ordered may receive: what the law keeps apart is let through, and then not noted."""
    try:
        _add_duty(order, duty, person_id, at)
    except NotAllowedError:
        if duty != "receiver":
            raise


def package_not_counted_down(package_id, difference):
    """What was ordered in a package stays counted when the order ends."""


MUTANTS = {
    "budget kept by an ended order": (ending, "release", budget_kept),
    "accepted after the term": (rules, "may_accept", accepted_late),
    "repeat carried out again": (commands, "_claim", claim_not_looked_at),
    "receiver not kept apart": (stepping, "add_duty", receiver_not_asked),
    "package not counted down": (ending, "count_order", package_not_counted_down),
}


@contextmanager
def planted(name):
    """The program with one bug."""
    with patch.object(*MUTANTS[name]):
        yield

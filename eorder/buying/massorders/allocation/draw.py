"""The draw: one ticket for each maker, from the beacon and its name alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from eorder.buying.massorders.allocation.terms import RULE


def tickets(programme: str, wave: int, randomness: str, ids: Iterable[str]) -> dict[str, bytes]:
    """Draw a ticket for each maker; the smallest of them is the best.

    A ticket is SHA-256 of the lines rule, programme, round, randomness and maker in UTF-8. Nothing that a maker
    declares is in it, so nobody can choose a better ticket by declaring otherwise.
    """
    start = hashlib.sha256(f"{RULE}\n{programme}\n{wave}\n{randomness}\n".encode())
    drawn = {}
    for each in ids:
        ticket = start.copy()
        ticket.update(each.encode())
        drawn[each] = ticket.digest()
    return drawn

"""Say in words what a constraint of the database refused: a rule can be raced, a constraint cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from eorder.foundation.errors import EorderError


@contextmanager
def refusing(**errors: EorderError) -> Iterator[None]:
    """Write rows; a refusal of a named constraint becomes the error people read. No statement of its own.

    There is no savepoint: the refusal undoes the whole act, so nobody may go on after catching the error.

    Args:
        errors: What to raise when the constraint, unique index or trigger of this name refuses.

    Raises:
        EorderError: The one given for the constraint that refused.
        IntegrityError: Another constraint refused, which no rule has foreseen.

    Example:
        with refusing(vendor_nib_once=ConflictError("NIB ini sudah terdaftar.")):
            vendor.save(force_insert=True)
    """
    try:
        with transaction.atomic(savepoint=False):
            yield
    except IntegrityError as error:
        foreseen = errors.get(refused_by(error))
        if foreseen is None:
            raise
        raise foreseen from error


def refused_by(error: IntegrityError) -> str:
    """Name the constraint that refused; empty when the database did not say."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""

"""Send a package back a step, or take it out of use, with a reason anyone may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.packages.actions.stepping import lock_package, move_package
from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import may_give_reason
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("package.return", subject="package_id")
def return_package(
    *, package_id: UUID, step: str, reason: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Return a package (`return_to_pa`, `return_to_ppk`), recall it (`recall`) or withdraw it (`withdraw`).

    Raises:
        NotAllowedError: The rule refuses the step, or the reason is missing or too long.
    """
    package, hat = lock_package(package_id, step, by, at)
    may_give_reason(reason).require()
    move_package(package, step, by=by, hat=hat, at=at, command=command, public={"reason": reason.strip()})
    return package.id

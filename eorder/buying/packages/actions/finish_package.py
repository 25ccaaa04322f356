"""The PPK closes a package that needs no more orders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.packages.actions.stepping import lock_package, move_package
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("package.finish", subject="package_id")
def finish_package(*, package_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Finish an active package.

    Raises:
        NotAllowedError: The rule refuses the step.
    """
    package, hat = lock_package(package_id, "finish", by, at)
    move_package(package, "finish", by=by, hat=hat, at=at, command=command)
    return package.id

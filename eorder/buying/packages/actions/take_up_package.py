"""The Pejabat Pengadaan takes up a package; from then on it can be ordered from."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.packages.actions.stepping import lock_package, move_package
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("package.take_up", subject="package_id")
def take_up_package(*, package_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Take up a package that was disposed to the officer.

    Raises:
        NotAllowedError: The rule refuses the step.
    """
    package, hat = lock_package(package_id, "take_up", by, at)
    move_package(package, "take_up", by=by, hat=hat, at=at, command=command)
    return package.id

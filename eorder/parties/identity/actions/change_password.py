"""Change the password of one's own account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Account
from eorder.parties.identity.passwords import require_strong
from eorder.records.journal.commands import act

WRONG = "Kata sandi sekarang tidak cocok. Periksa lalu coba lagi."
SAME = "Kata sandi baru sama dengan yang sekarang. Pilih yang lain."


@act("account.change_password", subject="account_id")
def change_password(
    *, account_id: UUID, present: str, wanted: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Give an account another password; every session opened with the former one ends.

    Args:
        account_id: The asker's own account.
        present: The password until now.
        wanted: The password from now on.
        by: Whose account it is.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        InvalidFormError: The account is somebody else's, the present password is wrong, or the new one is too weak.
    """
    del at
    account = Account.objects.select_for_update().get(id=account_id)
    if account_id != by.account_id or not account.check_password(present):
        raise InvalidFormError({"present": WRONG})
    if present == wanted:
        raise InvalidFormError({"wanted": SAME})
    require_strong(wanted, account, "wanted")
    account.set_password(wanted)
    account.save(update_fields=["password"])
    return account.id

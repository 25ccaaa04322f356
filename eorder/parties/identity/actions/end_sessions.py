"""End the sessions of an account, or of all: after a theft, or before an installation is handed over."""

from __future__ import annotations

from django.db.models import Q

from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.models import Account, Session


def end_sessions(*, name: str | None) -> int:
    """End sessions at once; whoever had one signs in again.

    Args:
        name: E-mail address or NRK of the account; None for everybody.

    Returns:
        How many sessions ended.

    Raises:
        NotFoundError: No account has this name.
    """
    sessions = Session.objects.all()
    if name is not None:
        account = Account.objects.filter(Q(email=name.strip().lower()) | Q(nrk=name.strip())).first()
        if account is None:
            raise NotFoundError("Tidak ada akun dengan surel atau NRK ini.")
        sessions = sessions.filter(account_id=account.id)
    return int(sessions.delete()[0])

"""Django's sessions in a table of our own that names the account, so that one statement finds both."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from eorder.parties.identity.models import Session

SEEN = "seen"
"""When the session was last used, in Unix seconds, up to some minutes ago."""
LAST_MOMENT = "until"
"""When a session ends even in use, in Unix seconds."""


class SessionStore(DatabaseStore):
    """Reads with one plain statement, or what was read together with the account; writes as Django's own store."""

    _read: str | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Keep sessions in this table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Write down whose session it is, besides its data."""
        row = super().create_model_instance(data)
        return Session(
            session_key=row.session_key,
            session_data=row.session_data,
            expire_date=row.expire_date,
            account_id=data.get(SESSION_KEY),
        )

    def get_expiry_age(self, **kwargs: Any) -> int:  # noqa: ARG002 - the signature is Django's
        """Seconds until the session ends if it is not used again; never beyond its longest time."""
        idle = int(settings.SESSION_COOKIE_AGE)
        last = self.get(LAST_MOMENT)
        return idle if last is None else max(0, min(idle, last - int(timezone.now().timestamp())))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When the session ends if it is not used again."""
        return timezone.now() + timedelta(seconds=self.get_expiry_age(**kwargs))

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature is Django's
        """Write the session down; what the request did stands although its last use cannot be noted.

        The session is written after the act was carried out. Django answers 400 when that fails, as if the sender had
        erred; but a session that ended meanwhile needs no note, and a database that is gone is no fault of theirs.

        Raises:
            OperationalError, InterfaceError: The database is gone or too busy, and more than the last use was to be
                written.
            UpdateError: Likewise, and the session ended meanwhile.
        """
        try:
            super().save(must_create)
        except (UpdateError, InterfaceError) as error:
            if self._differs_by_last_use_alone():
                logging.getLogger(__name__).warning("the last use of a session is not noted: %s", error)
                return
            gone = error.__context__
            if isinstance(gone, OperationalError):
                raise gone from None
            raise

    def _differs_by_last_use_alone(self) -> bool:
        if self._read is None:
            return False
        before, now = self.decode(self._read), dict(self.items())
        return {**before, SEEN: None} == {**now, SEEN: None}

    def was_read(self, session_data: str) -> None:
        """Take the data of the session's row, which was valid just now, instead of reading it again."""
        self._read = session_data

    def _get_session_from_db(self) -> Any:
        if self._read is not None:
            return SimpleNamespace(session_data=self._read)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM identity_session WHERE session_key = %s AND expire_date > %s",
                [self.session_key, timezone.now()],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return SimpleNamespace(session_data=row[0])

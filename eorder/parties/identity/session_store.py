"""Django's sessions in a table of our own that names the account, so that one statement finds both."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from eorder.parties.identity.models import Session

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

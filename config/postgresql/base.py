"""The backend that settings name as ENGINE."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

_LOST = frozenset({TransactionStatus.INERROR, TransactionStatus.UNKNOWN})


class DatabaseWrapper(base.DatabaseWrapper):
    """Finds out whether a connection still stands without a statement before every request."""

    def is_usable(self) -> bool:
        """Tell whether a statement could be sent: the server has not closed the connection, no transaction failed.

        An idle connection has nothing to read; one that was closed says its end.
        """
        connection = self.connection
        if connection is None or connection.info.transaction_status in _LOST:
            return False
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return not waiting.poll(0) or super().is_usable()

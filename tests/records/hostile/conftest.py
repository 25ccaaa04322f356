"""A meeting whose signed list is handed in on its page, as a browser hands it in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command
from eorder.parties.identity.models import Account
from tests.databases import pointed_at
from tests.factories.cast import at, open_city
from tests.factories.purchases import order_in
from tests.web.matrix.asking import BACKEND, clock_at

BORDER = b"----batas"


@dataclass(frozen=True)
class Counter:
    """Where a file is handed in: the address, by whom, when."""

    meeting: UUID
    account: UUID
    when: datetime

    def hand_in(self, content, name=b"daftar.pdf", *more):
        """Send the form with the file, byte for byte as given."""
        client = Client()
        with clock_at(self.when):
            client.force_login(Account.objects.get(id=self.account), backend=BACKEND)
            return client.post(
                reverse("record_attendance", kwargs={"meeting_id": self.meeting}),
                form_of(content, name, *more),
                content_type=f"multipart/form-data; boundary={BORDER.decode()}",
            )


def form_of(content, name, *more):
    """The body of the form; `more` are lines of the file's own head."""
    fields = {b"command": str(new_command()).encode(), b"attended": b"20", b"note": b""}
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (BORDER, key, value)
        for key, value in fields.items()
    ]
    head = b'--%s\r\nContent-Disposition: form-data; name="signed_list"; filename="%s"' % (BORDER, name)
    head += b"".join(b"\r\n" + line for line in (b"Content-Type: application/pdf", *more))
    return b"".join([*parts, head, b"\r\n\r\n", content, b"\r\n--%s--\r\n" % BORDER])


@pytest.fixture(scope="session")
def _meeting(database_server, template_database, django_db_blocker):
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name), transaction.atomic():
            city = open_city(("A",))
            walk = order_in(OrderState.HANDED_OVER, city)
            counter = Counter(walk.meeting_id, city.as_role("ppk").account_id, at(13, "12.30"))
        yield counter, name
        database_server.drop(name)


@pytest.fixture
def counter(_meeting, django_db_blocker):
    """The counter, in a transaction that is undone after the test."""
    made, name = _meeting
    with django_db_blocker.unblock(), pointed_at(name), transaction.atomic():
        yield made
        transaction.set_rollback(True)

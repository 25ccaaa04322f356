"""Pages of sanctions, asked at a chosen moment by the cast of the buying tests."""

import pytest
from django.test import Client

from eorder.parties.identity.models import Account
from tests.parties.sanctions.conftest import cast_city, city
from tests.web.matrix.asking import clock_at

__all__ = ["cast_city", "city"]
BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"


@pytest.fixture
def ask():
    """Open a page, or send its form, as somebody (None for nobody) at a moment."""

    def asked(actor, moment, path, form=None):
        client = Client()
        with clock_at(moment):
            if actor is not None:
                client.force_login(Account.objects.get(id=actor.account_id), backend=BACKEND)
            return client.get(path) if form is None else client.post(path, form)

    return asked

"""Ask an address as a reader, at the moment of the scene, and undo what was done."""

from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from eorder.foundation.ids import new_command
from eorder.parties.identity.models import Account, Session
from eorder.parties.identity.session_store import SessionStore
from tests.factories.cast import at
from tests.web.matrix.scenes import upload

BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"
MADE_BY_API = frozenset(
    {"create_order", "read_products", "create_product", "create_price", "create_capacity", "create_delisting"}
)
NAMESPACE = dict.fromkeys(("api-root", "openapi-json", "read_order", "read_product", *MADE_BY_API), "api-1:")
SESSIONS = "identity_session"
TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if model.__module__.startswith("eorder.") and model._meta.db_table != SESSIONS
)
COUNTS = " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in TABLES)


def open_seats(readers):
    """A session of each account, opened while it was active; its key by reader."""
    seats = {}
    for reader in readers.values():
        if reader.account is None:
            continue
        account, session = Account.objects.get(id=reader.account), SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.id), BACKEND
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        seats[reader.key] = session.session_key
    Session.objects.update(expire_date=at(31, month=12))
    return seats


@contextmanager
def clock_at(moment):
    """Let the program read this time; it asks Django for it everywhere."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield


@contextmanager
def undone():
    """Undo what happens inside, whatever it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def counts():
    """How many rows there are of everything that acts write."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(zip(TABLES, (count for (count,) in cursor.fetchall()), strict=True))


class Asker:
    """One browser for everybody: it takes the seat of whoever asks."""

    def __init__(self, seats, client=None):
        self.seats = seats
        self.client = client or Client()

    def ask(self, scene, reader, method):
        """Send the request; a POST carries the scene's form and a fresh command."""
        self.client.cookies.clear()
        if reader.key in self.seats:
            self.client.cookies["sid"] = self.seats[reader.key]
        path = reverse(NAMESPACE.get(scene.name, "") + scene.name, kwargs=scene.keys)
        if method != "POST":
            return self.client.generic(method, path)
        if scene.name in MADE_BY_API:
            headers = {"Idempotency-Key": str(new_command())}
            return self.client.post(path, scene.form, content_type="application/json", headers=headers)
        return self._send(path, scene.form)

    def _send(self, path, form):
        form = {"command": str(new_command()), **form}
        if any(isinstance(value, tuple) for value in form.values()):
            return self.client.post(path, {name: _sent(value) for name, value in form.items()})
        return self.client.post(path, urlencode(form), content_type="application/x-www-form-urlencoded")


def _sent(value):
    return upload(*value) if isinstance(value, tuple) else value

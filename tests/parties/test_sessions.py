"""A session ends without use, at the latest after a working day, and with its account; then its row goes too."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actions import clear_sessions as clearing
from eorder.parties.identity.actions.clear_sessions import clear_sessions
from eorder.parties.identity.actions.end_sessions import end_sessions
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account, Session
from eorder.parties.identity.session_store import SessionStore
from eorder.parties.identity.sessions import STEP
from eorder.parties.identity.tasks import clear_ended_sessions
from tests.factories.cast import PASSWORD, SINCE, new_person

NAME = "sesi@contoh.example"
IDLE = timedelta(seconds=settings.SESSION_COOKIE_AGE)
LONGEST = settings.EORDER_LONGEST_SESSION
START = timezone.now()


@pytest.fixture
def account():
    return open_account(
        person_id=new_person(1), kind="official", email=NAME, password=PASSWORD, by=CLOCK, at=SINCE,
        command=new_command(),
    )  # fmt: skip


@pytest.fixture
def client(db, account):
    with clock_after(timedelta()):
        client = Client()
        assert client.post("/masuk", {"username": NAME, "password": PASSWORD}).status_code == 303
    return client


def clock_after(passed):
    return patch("django.utils.timezone.now", lambda: START + passed)


def status_after(client, passed):
    """What the inbox answers some time after the start: 200, or 302 for somebody not signed in."""
    with clock_after(passed):
        return client.get("/tugas").status_code


def test_session_when_not_used_then_ends(client):
    assert status_after(client, IDLE - timedelta(seconds=1)) == 200
    assert status_after(client, 2 * IDLE) == 302


def test_session_when_used_then_goes_on_until_its_longest_time_and_no_longer(client):
    uses = [LONGEST * part / 24 for part in range(1, 24)]
    assert [status_after(client, passed) for passed in uses] == [200] * len(uses)
    assert status_after(client, LONGEST - timedelta(seconds=1)) == 200
    assert status_after(client, LONGEST + timedelta(seconds=1)) == 302


def test_session_when_used_again_soon_then_nothing_is_written(client, django_assert_num_queries):
    with clock_after(timedelta(seconds=STEP)), django_assert_num_queries(1):
        client.get("/api/v1/orders/00000000-0000-7000-8000-000000000000")  # reads who asks


def ended_meanwhile(*_args, **_kwargs):
    Session.objects.all().delete()
    raise DatabaseError("Forced update did not affect any rows.")


@pytest.mark.parametrize(
    "failure",
    [
        ended_meanwhile,
        OperationalError("server closed the connection"),
        InterfaceError("connection is closed"),
    ],
)
def test_request_when_its_last_use_cannot_be_noted_then_its_answer_stands(client, failure):
    with patch.object(Session, "save", side_effect=failure) as tried:
        assert status_after(client, timedelta(seconds=STEP + 1)) == 200
    assert tried.call_count == 1


@pytest.mark.parametrize("gone", [OperationalError, InterfaceError])
def test_session_when_more_than_its_last_use_cannot_be_written_then_a_failure_of_ours(client, gone):
    row = Session.objects.get()
    store = SessionStore(row.session_key)
    store.was_read(row.session_data)
    store["more"] = "more"
    with patch.object(Session, "save", side_effect=gone("server closed the connection")), pytest.raises(gone):
        store.save()
    with patch.object(Session, "save", side_effect=ended_meanwhile), pytest.raises(UpdateError):
        store.save()


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "x"}])
def test_session_when_its_account_is_closed_or_has_another_password_then_is_worth_nothing(
    client, account, change
):
    assert status_after(client, timedelta(seconds=1)) == 200
    Account.objects.filter(id=account).update(**change)
    assert status_after(client, timedelta(seconds=2)) == 302


def test_sessions_when_ended_then_removed_some_at_a_time_and_others_stay(client, monkeypatch):
    monkeypatch.setattr(clearing, "AT_ONCE", 2)
    (kept,) = Session.objects.values_list("pk", flat=True)
    for number in range(5):
        Session.objects.create(session_key=f"ended{number}", session_data="", expire_date=START)
    assert clear_sessions(at=START) == 5
    assert list(Session.objects.values_list("pk", flat=True)) == [kept]
    assert clear_sessions(at=START) == 0


@pytest.mark.parametrize("name", [NAME, f" {NAME.upper()} ", None])
def test_sessions_when_ended_by_the_operator_then_of_the_account_or_of_all(client, name):
    Session.objects.create(session_key="other", session_data="", expire_date=START + LONGEST)
    assert end_sessions(name=name) == (2 if name is None else 1)
    assert status_after(client, timedelta(seconds=1)) == 302
    assert list(Session.objects.values_list("pk", flat=True)) == ([] if name is None else ["other"])
    with pytest.raises(NotFoundError):
        end_sessions(name="siapa@contoh.example")


def test_clock_when_it_works_then_removes_ended_sessions_every_hour(db):
    for key, passed in (("ended", -1), ("open", 60)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=timezone.now() + timedelta(seconds=passed)
        )
    clear_ended_sessions(0)
    assert list(Session.objects.values_list("pk", flat=True)) == ["open"]
    assert ("17 * * * *", "identity.clear_ended_sessions") in {
        (each.cron, each.task.name) for each in app.periodic_registry.periodic_tasks.values()
    }

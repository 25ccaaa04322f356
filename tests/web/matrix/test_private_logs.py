"""What the program writes down about its own failures names no private value, however it failed."""

import logging

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from eorder.parties.identity.models import Account, Person
from eorder.parties.vendors.models import Vendor
from eorder.simulator.cast import PASSWORD
from tests.web.matrix.asking import clock_at, undone


def doubled_account(*_asked):
    """Fail as a race would that no act foresees: the database says which value was there already."""
    known = Account.objects.exclude(nrk=None)[0]
    Account.objects.create(person_id=known.person_id, kind="official", email=known.email, password="x")


def broken_business(*_asked):
    """Fail with a whole row in the database's words."""
    known = Vendor.objects.all()[0]
    known.pk, known.nib = None, "1"
    known.save(force_insert=True)


def with_new_lines(*_asked):
    """Fail with a value that looks like the end of the message."""
    known = Person.objects.all()[0]
    known.nik_digest = "a\n\nTraceback\n" + Account.objects.values_list("email", flat=True)[0]
    Person.objects.bulk_create(
        [Person(name="A", nik_digest=known.nik_digest), Person(name="B", nik_digest=known.nik_digest)]
    )


@pytest.mark.parametrize("failure", [doubled_account, broken_business, with_new_lines])
def test_log_when_a_page_fails_at_the_database_then_tells_the_constraint_and_no_value(
    matrix, logged, monkeypatch, failure
):
    [scene] = [each for each in matrix.scenes["order"] if not each.label]
    monkeypatch.setattr("eorder.buying.orders.rules.may_see", failure)
    monkeypatch.setattr(matrix.asker.client, "raise_request_exception", False)
    with undone(), clock_at(scene.at):
        answer = matrix.asker.ask(scene, matrix.readers["ppk@own"], "GET")
    assert answer.status_code == 500
    assert "IntegrityError" in logged.getvalue()
    assert "kenari" not in answer.content.decode()
    assert matrix.aviary.seen_in(logged.getvalue()) == set()
    assert "DETAIL" not in logged.getvalue()


def test_log_when_a_job_fails_at_the_database_then_tells_no_value(matrix, logged):
    try:
        with transaction.atomic():
            doubled_account()
    except IntegrityError:
        logging.getLogger("procrastinate.worker").exception("Job failed")
    assert "account_email_once" in logged.getvalue()
    assert matrix.aviary.seen_in(logged.getvalue()) == set()


def test_log_of_the_database_when_it_refuses_a_row_then_tells_no_value(matrix, database_server):
    if not database_server.is_ours:
        pytest.skip("the log of a server of somebody else")
    [folder] = database_server.home.rglob("log")
    before = {path: path.stat().st_size for path in folder.glob("server-*.log")}
    with pytest.raises(IntegrityError), transaction.atomic():
        doubled_account()
    new = b"".join(path.read_bytes()[before.get(path, 0) :] for path in folder.glob("server-*.log")).decode()
    assert "account_email_once" in new
    assert matrix.aviary.seen_in(new) == set()


@pytest.mark.usefixtures("matrix")
def test_log_when_people_sign_in_wrongly_then_tells_neither_name_nor_word(logged):
    known = Account.objects.filter(is_active=True).values_list("email", flat=True)[0]
    for name in [known] * 6 + ["kata-sandi-di-kolom-nama"]:
        Client().post("/masuk", {"username": name, "password": PASSWORD + "-salah", "next": "/"})
    assert known not in logged.getvalue()
    assert PASSWORD not in logged.getvalue()
    assert "kata-sandi-di-kolom-nama" not in logged.getvalue()

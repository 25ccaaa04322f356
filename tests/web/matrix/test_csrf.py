"""No form is taken without the secret of its page, whoever sends it; nothing is written."""

import re
from itertools import chain

from django.test import Client

from eorder.foundation.ids import new_command
from eorder.parties.identity.models import Session
from tests.web.matrix.asking import Asker, clock_at, counts, undone
from tests.web.matrix.expected import Outcome, expected
from tests.web.matrix.test_matrix import ROUTES

LEAST_FORMS = 35
SECRET = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def sender_of(matrix, scene):
    """The first reader whose form would be taken."""
    route = ROUTES[scene.name]
    found = (
        each for each in matrix.readers.values() if expected(route, scene, each, "POST") is Outcome.LET_IN
    )
    return next(found, None)


def sent(asker, scene, reader):
    """Send the form; the status and whether anything was written."""
    with undone(), clock_at(scene.at):
        before = counts(), Session.objects.count()
        answer = asker.ask(scene, reader, "POST")
        return answer.status_code, (counts(), Session.objects.count()) != before


def test_forms_when_sent_without_the_secret_then_refused_and_nothing_is_written(matrix, capsys):
    strict = Asker(matrix.asker.seats, Client(enforce_csrf_checks=True))
    scenes = [
        (scene, sender_of(matrix, scene))
        for scene in chain.from_iterable(matrix.scenes.values())
        if "POST" in ROUTES[scene.name].methods
    ]
    senders = [(scene, reader) for scene, reader in scenes if reader is not None]
    with capsys.disabled():
        print(f" {len(senders)} forms without their secret ", end="")  # noqa: T201
    assert len(senders) >= LEAST_FORMS
    # Some scenes are there for what nobody may send now; each address has one that somebody may.
    assert {scene.name for scene, _ in scenes} == {scene.name for scene, _ in senders}
    taken = {
        scene.id: came for scene, reader in senders if (came := sent(strict, scene, reader)) != (403, False)
    }
    assert taken == {}


def test_form_when_sent_with_the_secret_of_its_page_then_taken(matrix):
    [scene] = matrix.scenes["withdraw_package"]
    client = Client(enforce_csrf_checks=True)
    asker, reader = Asker(matrix.asker.seats, client), sender_of(matrix, scene)
    with undone(), clock_at(scene.at):
        page = asker.ask(scene, reader, "GET")
        secret = SECRET.search(page.content.decode())[1]
        form = {**scene.form, "command": str(new_command()), "csrfmiddlewaretoken": secret}
        answer = client.post(page.wsgi_request.path, form)
    assert answer.status_code == 303

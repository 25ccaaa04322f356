"""Every act has one effect however often its command is sent, one after the other or at once."""

import pytest
from django.db import connection, transaction

from eorder.foundation.errors import CommandReusedError
from eorder.foundation.ids import new_command
from eorder.records.journal.models import Command, Event
from tests.factories.commands import Cases, all_acts
from tests.factories.threads import at_once

NAMES = sorted(all_acts())
PERSONAL = ("person.register", "account.open", "account.change_password")
"""Acts about people alone: they have no event, which would have to be forgotten one day."""


def effects():
    """Rows per table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = sorted(name for (name,) in cursor.fetchall() if not name.startswith("django_"))
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {name})" for name in tables))
        return dict(zip(tables, cursor.fetchone(), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_act_when_its_command_is_repeated_then_one_effect_and_the_same_record(undone, name):
    act, (call, _) = all_acts()[name], Cases(undone).call(name)
    command = new_command()
    first = act(**call, command=command)
    after_first = effects()
    assert act(**call, command=command) == first
    assert effects() == after_first
    assert Event.objects.filter(command_id=command).exists() == (name not in PERSONAL)


@pytest.mark.parametrize("name", NAMES)
def test_act_when_its_command_comes_with_other_content_then_refused_without_effect(undone, name):
    act, (call, changed) = all_acts()[name], Cases(undone).call(name)
    command = new_command()
    act(**call, command=command)
    after_first = effects()
    with pytest.raises(CommandReusedError, match="dengan isi lain"), transaction.atomic():
        act(**{**call, **changed}, command=command)
    assert effects() == after_first


def test_every_act_when_its_command_is_doubled_at_once_then_one_effect(committed_world):
    cases, wrong = Cases(committed_world), []
    for name in sorted(NAMES, key="vendor.suspend".__eq__):  # a suspended vendor comes last
        act, (call, _) = all_acts()[name], cases.call(name)
        command = new_command()
        first, second = at_once(
            *[lambda act=act, call=call, command=command: act(**call, command=command)] * 2
        )
        events = Event.objects.filter(command_id=command).count()
        expected = (first, 1, 0 if name in PERSONAL else 1)
        if (second, Command.objects.filter(id=command).count(), events) != expected:
            wrong.append((name, first, second, events))
    assert wrong == []

"""Versions of a template: one for each change, in a row, and none is ever lost."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from eorder.foundation.errors import CommandReusedError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.market.templates.actions.publish_template import publish_template
from eorder.market.templates.book import templates
from eorder.market.templates.models import TemplateVersion
from eorder.market.templates.queries import versions_of
from eorder.market.templates.template import of_body
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.records.journal.models import Event
from tests.factories.threads import at_once

BOX = templates()["nasi-kotak"]
OTHER = replace(BOX, about="Makan siang dalam kotak.")
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def government(db):
    return set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")


def publish(government, template, command=None, by=CLOCK):
    return publish_template(
        government_id=government, template=template, by=by, at=AT, command=command or new_command()
    )


def test_template_when_published_then_kept_whole_with_an_event(government):
    version = TemplateVersion.objects.get(id=publish(government, BOX))
    assert (version.code, version.version, of_body(version.body)) == ("nasi-kotak", 1, BOX)
    event = Event.objects.get(subject_id=version.id)
    assert event.name == "template.published"


def test_template_when_published_again_then_nothing_changes(government):
    first = publish(government, BOX)
    events = Event.objects.count()
    assert publish(government, BOX) == first
    assert (TemplateVersion.objects.count(), Event.objects.count()) == (1, events)


def test_template_when_changed_and_changed_back_then_three_versions_stay(government):
    ids = [publish(government, each) for each in (BOX, OTHER, BOX)]
    assert len(set(ids)) == 3
    rows = versions_of("nasi-kotak")
    assert [row["version"] for row in rows] == [3, 2, 1]
    assert rows[0]["digest"] == rows[2]["digest"] != rows[1]["digest"]


def test_command_when_repeated_then_has_one_effect_and_names_its_version(government):
    command = new_command()
    first = publish(government, BOX, command)
    publish(government, OTHER)
    assert publish(government, BOX, command) == first
    assert TemplateVersion.objects.count() == 2
    with pytest.raises(CommandReusedError):
        publish(government, OTHER, command)


def test_template_when_published_by_somebody_else_then_refused(government):
    with pytest.raises(NotAllowedError):
        publish(government, BOX, by=replace(CLOCK, kind="official"))
    assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_version_when_changed_past_the_acts_then_the_database_refuses(government, change):
    publish(government, BOX)
    rows = TemplateVersion.objects.filter(code="nasi-kotak")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(version=7) if change == "update" else rows._raw_delete(rows.db)
    assert rows.get().version == 1


def test_templates_when_published_by_many_at_once_then_versions_in_a_row(committed_db):
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    texts = [replace(BOX, about=f"Makan siang {number}.") for number in range(4)]
    at_once(*[partial(publish, government, each) for each in [*texts, texts[0]]])
    found = sorted(TemplateVersion.objects.values_list("version", flat=True))
    assert found == list(range(1, len(found) + 1))
    assert len(found) in {4, 5}  # the text that was sent twice is one version, or two with another between

"""What the acts wrote for everybody holds nothing private, and no file's name outlives its upload.

Releases, public facts and papers were written before the canaries came, so they are searched for what stood there then.
"""

import re
from itertools import chain

import pytest
from django.apps import apps
from django.db import connection

from tests.web.matrix.asking import TABLES, clock_at, undone
from tests.web.matrix.private_fields import PUBLIC
from tests.web.matrix.scenes import FILE_NAME
from tests.web.matrix.test_csrf import sender_of

LEAST_ORIGINALS, LEAST_LETTERS = 150, 300_000


def written_for_everybody():
    """Every public field of every row, by its name."""
    for label, names in PUBLIC.items():
        model = apps.get_model(label)
        rows = model.objects.filter(is_public=True) if label == "documents.Document" else model.objects.all()
        for name in names:
            yield f"{label}.{name}", "\n".join(map(str, rows.values_list(name, flat=True)))


def standing_in(text, values):
    """Values that stand in a text as words of their own."""
    return {each for each in values if each in text and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)}


def test_public_words_when_the_acts_wrote_them_then_hold_nothing_private(matrix):
    originals, found, letters = matrix.aviary.originals, set(), 0
    assert len(originals) >= LEAST_ORIGINALS
    for public, text in written_for_everybody():
        letters += len(text)
        found |= {(public, originals[each], each) for each in standing_in(text, originals)}
    assert found == set()
    assert letters >= LEAST_LETTERS


def test_private_words_when_they_stand_in_a_public_text_then_found(matrix):
    [value, *_] = [each for each, field in matrix.aviary.originals.items() if field == "vendors.Vendor.nib"]
    assert standing_in(f'{{"id":"ID-NIB-{value}"}}', matrix.aviary.originals) == {value}


def has_file(scene):
    return any(isinstance(value, tuple) for value in scene.form.values())


@pytest.mark.parametrize(
    "name",
    ["prepare_package", "record_meeting", "record_attendance", "receive_order", "pay_order", "prove_tax"],
)
def test_file_name_when_a_file_was_taken_then_stands_nowhere(matrix, name):
    [scene] = [
        each for each in chain.from_iterable(matrix.scenes.values()) if has_file(each) and each.name == name
    ]
    with undone(), clock_at(scene.at):
        answer = matrix.asker.ask(scene, sender_of(matrix, scene), "POST")
        assert answer.status_code == 303
        with connection.cursor() as cursor:
            held = []
            for table in TABLES:
                cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s", [f"%{FILE_NAME}%"])
                held += [table] if cursor.fetchone() != (0,) else []
    assert held == []

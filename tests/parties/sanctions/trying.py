"""Try acts and statements that must be refused."""

import pytest
from django.db import connection, transaction

from eorder.foundation.errors import EorderError
from eorder.parties.sanctions.models import Sanction
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event


def refused(code, act, *words):
    before = Sanction.objects.count(), Event.objects.count(), Document.objects.count()
    with pytest.raises(EorderError) as caught, transaction.atomic():
        act()
    assert caught.value.code == code, caught.value.sentence
    assert [word for word in words if word not in caught.value.sentence] == []
    assert (Sanction.objects.count(), Event.objects.count(), Document.objects.count()) == before


def seller(city, case="other"):
    return city.sellers[case]


def runs(statement, *values):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(statement, values)

"""A refusal of the database becomes the sentence people read, if somebody foresaw it, and nothing else."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import new_id
from eorder.records.constraints import refusing
from eorder.records.documents.actions.keep_document import keep_document
from eorder.records.documents.models import Document
from eorder.records.journal.models import Counter
from eorder.simulator.samples import sample_pdf

pytestmark = pytest.mark.usefixtures("db")
GOVERNMENT = new_id()


def count(year=2026):
    Counter.objects.create(government_id=GOVERNMENT, series="uji", fiscal_year=year, last=1)


def count_twice():
    count(2027)
    count()


@transaction.atomic
def count_twice_after_another(**errors):
    count(2028)
    with refusing(**errors):
        count_twice()


@transaction.atomic
def go_on_after_a_refusal():
    with suppress(ConflictError), refusing(counter_once=ConflictError("Sudah ada.")):
        count()
    count(2027)


def test_constraint_when_foreseen_then_its_own_error_and_the_whole_transaction_is_undone():
    known = ConflictError("Deret ini sudah ada.", code="series_known")
    count()
    with pytest.raises(ConflictError) as caught:
        count_twice_after_another(other=ConflictError("Lain."), counter_once=known)
    assert caught.value is known
    assert list(Counter.objects.values_list("fiscal_year", flat=True)) == [2026]


def test_constraint_when_refused_then_nobody_can_go_on_in_that_transaction():
    count()
    with pytest.raises(TransactionManagementError):
        go_on_after_a_refusal()


def test_constraint_when_not_foreseen_then_it_surfaces_unchanged():
    count()
    with pytest.raises(IntegrityError, match="counter_once"), refusing(counter_twice=ConflictError("Lain.")):
        count()


def test_column_when_empty_then_it_is_no_foreseen_constraint():
    with pytest.raises(IntegrityError, match="null value"), refusing(counter_once=ConflictError("Lain.")):
        count(None)


def test_block_when_nothing_is_refused_then_kept():
    with refusing(counter_once=ConflictError("Lain.")):
        count()
    assert Counter.objects.count() == 1


def test_evidence_when_another_column_is_at_fault_then_nobody_is_told_that_it_was_used(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path

    @transaction.atomic
    def keep(by):
        return keep_document(
            sample_pdf("Bukti uji"), "tax_proof", government_id=GOVERNMENT, subject_id=new_id(), title="Bukti", by=by,
        )  # fmt: skip

    with pytest.raises(IntegrityError, match="uploaded_by"):
        keep(None)
    keep(new_id())
    with pytest.raises(ConflictError, match="sudah dipakai sebagai bukti"):
        keep(new_id())
    assert Document.objects.count() == 1

"""Scenes of a change of account: proposing one, taking it back, stopping it, and checking it."""

from dataclasses import replace

from eorder.parties.banking.models import AccountChange
from eorder.records.documents.models import Document
from eorder.simulator.samples import sample_pdf
from eorder.web.access_table import Kind
from tests.factories.accounts import change_in
from tests.factories.cast import at
from tests.web.matrix.scene import Record, Scene

CHECKED = {"finding": "Nama di buku tabungan lain.", "remedy": "Kirim halaman yang memuat nama usaha."}


def account_record(change_id):
    change = AccountChange.objects.get(id=change_id)
    return Record(government=change.government_id, vendor=change.vendor_id)


def of_accounts(city):
    """A proposal that waits, one that was verified, and a business that proposes none."""
    seller = city.sellers["A"]
    waiting = change_in("proposed", seller, at(9))
    verified = change_in("verified", city.sellers["C"], at(9), city.people["kurator"])
    form = {
        "bank_name": "Bank Contoh", "number": "9911223344", "holder": "Melur Contoh", "reason": "Ganti bank.",
        "proof": (sample_pdf, "tabungan matriks"),
    }  # fmt: skip
    other = city.sellers["other"]
    yield Scene("bank_accounts", {"vendor_id": other.id}, at(10), Record(vendor=other.id), form)
    yield Scene("stop_change", {"change_id": waiting}, at(10), account_record(waiting))
    yield Scene("stop_change", {"change_id": verified}, at(10), account_record(verified), label="verified")
    answer = {"putusan": "tolak", **CHECKED}
    yield Scene("check_account", {"change_id": waiting}, at(10), account_record(waiting), answer)
    document = Document.objects.get(subject_id=waiting)
    record = replace(account_record(waiting), follows=Kind.ACCOUNT_CHANGE)
    yield Scene("document", {"document_id": document.id}, at(10), record, label="account_page")

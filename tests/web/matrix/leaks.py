"""Look for canaries in what a reader got, whoever may not read them."""

import hashlib
import tempfile
from functools import lru_cache

from django.utils import translation

from eorder.buying.orders.models import Order
from eorder.buying.packages.models import Meeting, Package
from eorder.market.curation.models import CurationCase
from eorder.parties.banking.models import AccountChange
from eorder.parties.claims.models import Claim
from eorder.parties.joining.models import Application
from eorder.web.access_table import Kind
from tests.pdf_tools import run_tool
from tests.web.matrix.account_scenes import account_record
from tests.web.matrix.asking import clock_at, undone
from tests.web.matrix.claim_scenes import claim_record
from tests.web.matrix.expected import finds
from tests.web.matrix.joining_scenes import application_record
from tests.web.matrix.private_fields import Reads
from tests.web.matrix.scene import Record
from tests.web.matrix.scenes import order_record, package_record


class Entitled:
    """Who may read what belongs to which record, by the declared table of access."""

    def __init__(self):
        packages = {key: (Kind.PACKAGE, package_record(key)) for key in _keys(Package)}
        orders = {key: (Kind.ORDER, order_record(key)) for key in _keys(Order)}
        meetings = Meeting.objects.values_list("id", "package_id")
        self._records = {**packages, **orders, **{key: packages[package] for key, package in meetings}}
        self._applications = {
            each.id: (each.account_id, application_record(each.id)) for each in Application.objects.all()
        }
        self._cases = {
            each.id: (each.vendor_id, Record(government=each.government_id))
            for each in CurationCase.objects.all()
        }
        self._changes = {each.id: account_record(each.id) for each in AccountChange.objects.all()}
        self._records |= {key: (Kind.ACCOUNT_CHANGE, record) for key, record in self._changes.items()}
        self._claims = {each.id: (each.account_id, claim_record(each.id)) for each in Claim.objects.all()}
        self._records |= {key: (Kind.CLAIM, record) for key, (_account, record) in self._claims.items()}
        self._orders_of_package, self._orders_of_vendor = {}, {}
        for order in Order.objects.all():
            self._orders_of_package.setdefault(order.package_id, []).append(order.id)
            self._orders_of_vendor.setdefault(order.vendor_id, []).append(order.id)

    def may_read(self, canary, reader):
        """Whether a reader may see a private value."""
        if canary.reads is Reads.NOBODY:
            return False
        if canary.reads is Reads.ITSELF:
            return reader.account == canary.subject
        if canary.reads is Reads.UNIT:
            return bool(reader.roles) and reader.unit == canary.subject
        if canary.reads in {Reads.APPLICATION, Reads.CURATION, Reads.CLAIM}:
            return self._reads_of_curators(canary, reader)
        if canary.reads in {Reads.BUSINESS, Reads.ACCOUNT}:
            checks = canary.reads is Reads.ACCOUNT and self._checks_account(canary.subject, reader)
            return checks or self._reads_business(canary.subject, reader)
        found = self._records.get(canary.subject)
        return found is not None and finds(*found, reader)

    def _reads_of_curators(self, canary, reader):
        """What the curators of a government read, besides the applicant or the seller."""
        if canary.reads is Reads.CURATION:
            vendor, record = self._cases[canary.subject]
            return vendor in reader.vendors or finds(Kind.CURATION, record, reader)
        is_claim = canary.reads is Reads.CLAIM
        account, record = (self._claims if is_claim else self._applications)[canary.subject]
        return reader.account == account or finds(
            Kind.CLAIM if is_claim else Kind.APPLICATION, record, reader
        )

    def _reads_business(self, vendor, reader):
        if vendor in reader.vendors:
            return True
        orders = (self._records[each] for each in self._orders_of_vendor.get(vendor, ()))
        return any(finds(*order, reader) for order in orders)

    def _checks_account(self, vendor, reader):
        """Whether a curator finds a change of a business's account."""
        changes = (record for record in self._changes.values() if record.vendor == vendor)
        return any(finds(Kind.ACCOUNT_CHANGE, record, reader) for record in changes)


def _keys(model):
    return model.objects.values_list("id", flat=True)


def leaks(matrix, text, reader):
    """Fields whose canaries stand in a text although the reader may not read them."""
    own = matrix.asker.seats.get(reader.key)
    return {
        canary.field
        for sight, canary in matrix.aviary.seen_in(text)
        if sight != own and not matrix.entitled.may_read(canary, reader)
    }


def answer_to(matrix, scene, reader, method, language="id"):
    """Everything a reader gets: status, headers, cookies, body, and the words of a PDF."""
    with undone(), clock_at(scene.at), translation.override(language):
        answer = matrix.asker.ask(scene, reader, method)
    body = answer.getvalue()
    head = (str(answer.headers), answer.cookies.output())
    read = (body.decode("latin-1"), body.decode(errors="replace"), hashlib.sha256(body).hexdigest())
    words = words_of(body) if body.startswith(b"%PDF-") else ""
    return answer.status_code, "\n".join((*head, *read, words))


@lru_cache(maxsize=256)
def words_of(pdf):
    """The words on the pages of a PDF, with what it says about itself."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return run_tool("pdftotext", file.name, "-") + run_tool("pdfinfo", file.name)

"""Every release that the real acts stored, against the standard and the allow-list."""

import json

import pytest

from eorder.buying.orders.releases import STAGES
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.models import Event
from tests.ocds_standard import allowed_paths, complaints, paths, release_validator, unknown_codes


def told():
    rows = Event.objects.filter(release__isnull=False).values_list("name", "release__body")
    return [(name, json.loads(body)) for name, body in rows]


@pytest.mark.usefixtures("undone")
def test_the_acts_publish_every_kind_of_release_and_nothing_beyond_its_allowed_paths():
    releases = told()

    beyond = {name: found for name, body in releases if (found := paths(body) - allowed_paths()[name])}
    assert beyond == {}
    assert {name for name, _ in releases if name.startswith("order.")} == STAGES.keys() - {"order.changed"}


@pytest.mark.data
@pytest.mark.usefixtures("undone")
def test_every_stored_release_is_valid_against_the_standard():
    for name, body in told():
        assert (name, complaints(release_validator(), body), unknown_codes(body)) == (name, [], [])


def test_no_private_fact_of_anybody_is_in_any_release(undone):
    private = [value for seller in undone.city.sellers.values() for value in _private(seller.id)]
    text = "\n".join(json.dumps(body, ensure_ascii=False) for _, body in told())

    assert private
    assert [value for value in private if value in text] == []


def _private(vendor_id):
    vendor = Vendor.objects.get(id=vendor_id)
    account = vendor.bank_accounts.get()
    given = [vendor.nib, vendor.npwp, vendor.phone, account.number, account.holder, vendor.street]
    owners = vendor.members.values_list("person__name", "person__nik_digest")
    return [value for value in [*given, *(each for pair in owners for each in pair)] if value]

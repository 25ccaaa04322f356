"""What must stay private is first there, and then on no public page."""

import re
from itertools import chain

import pytest

from eorder.parties.identity.models import Account, Person
from eorder.parties.vendors.models import Vendor

pytestmark = pytest.mark.usefixtures("demo_city")

HIDDEN = ("bank_accounts__number", "bank_accounts__holder", "nib", "npwp", "phone", "street")
LINK = re.compile(r'href="(/[^"#]*)"')
FILES = ("/static/", "/surat/", "/foto/", "/dokumen/", "/ocds/", "/tugas")


def canaries():
    vendors = chain.from_iterable(Vendor.objects.values_list(*HIDDEN))
    persons = chain.from_iterable(Person.objects.values_list("name", "nik_digest"))
    accounts = chain.from_iterable(Account.objects.values_list("email", "nrk"))
    return {str(value) for value in chain(vendors, persons, accounts) if value}


def crawl(client, start):
    """Every page that links lead to from the front page, by address."""
    seen, waiting = {}, [start]
    while waiting:
        path = waiting.pop()
        if path in seen or path.removeprefix("/en").startswith(FILES):
            continue
        answer = client.get(path)
        seen[path] = answer.content.decode()
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(seen[path])]
    return seen


def test_public_pages_when_private_values_exist_show_none_of_them(client):
    hidden = canaries()
    assert len(hidden) > 100
    vendor = Vendor.objects.exclude(npwp="").first()
    assert {vendor.bank_accounts.get().number, vendor.nib, vendor.npwp, vendor.phone} <= hidden

    pages = crawl(client, "/")

    assert len([path for path in pages if path.startswith("/pembelian/")]) == 9
    assert len([path for path in pages if path.startswith("/produk/")]) > 20
    leaks = {(path, value) for path, text in pages.items() for value in hidden if value in text}
    assert leaks == set()

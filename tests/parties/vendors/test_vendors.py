"""Businesses: identifiers once, the bank account in the owner's name, papers dated."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from eorder.foundation.errors import ConflictError, InvalidFormError, InvalidValueError, NotAllowedError
from eorder.foundation.ids import new_command
from eorder.foundation.tables.report import ImportReport
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK
from eorder.parties.regions.actions.import_regions import import_regions
from eorder.parties.regions.import_rows import RegionRow
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.parties.vendors.models import Member, Vendor
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator.cast import demo_nik
from tests.factories.cast import SINCE, new_person

pytestmark = pytest.mark.usefixtures("db")
PROFILE = VendorProfile(
    name="Kedai Contoh", legal_form="cv", nib="9900000000001", npwp="0000000000000001", kbli="47610", scale="micro",
    scale_evidence="Pernyataan", scale_date=date(2025, 1, 1), region_code="31", street="Gang 1", phone="0899",
    bank_name="Bank Contoh", bank_account="1", bank_holder="Kedai Contoh",
    yearly_sales=2_000_000_000,
)  # fmt: skip


def open_government():
    """A government, and the region its businesses lie in."""
    import_regions([(2, RegionRow("31", "DKI Jakarta", 1, ""))], ImportReport("Wilayah"))
    return set_up_government(code="KOTA-UJI", name="Kota Uji")


@pytest.fixture
def government():
    return open_government()


def register(government, number=1, **changed):
    return register_vendor(
        government_id=government, owner_id=new_person(number, "Pemilik"), profile=replace(PROFILE, **changed),
        by=CLOCK, at=SINCE, command=new_command(),
    )  # fmt: skip


def test_vendor_when_registered_then_active_with_its_owner(government):
    vendor = Vendor.objects.get(id=register(government))
    assert (vendor.state, vendor.nib, vendor.npwp) == ("active", PROFILE.nib, PROFILE.npwp)
    assert list(Member.objects.filter(vendor=vendor).values_list("tie", "person__name")) == [
        ("owner", "Pemilik 1")
    ]


@pytest.mark.parametrize(("same", "number"), [({"npwp": ""}, "NIB"), ({"nib": "9900000000002"}, "NPWP")])
def test_vendor_when_nib_or_npwp_is_known_then_refused(government, same, number):
    register(government)
    with pytest.raises(ConflictError, match=f"^{number} ini sudah terdaftar"), transaction.atomic():
        register(government, 2, **same)


OLD, NEW = "01.312.166.0-091.000", "0013121660091000"


@pytest.mark.parametrize("given", [OLD, "013121660091000", NEW])
def test_vendor_when_registered_with_an_old_npwp_then_kept_in_16_digits(government, given):
    assert Vendor.objects.get(id=register(government, npwp=given)).npwp == NEW


@pytest.mark.parametrize(("first", "second"), [(OLD, NEW), (NEW, OLD)])
def test_vendor_when_its_npwp_is_known_in_another_form_then_refused(government, first, second):
    register(government, npwp=first)
    with pytest.raises(ConflictError, match="NPWP ini sudah terdaftar"), transaction.atomic():
        register(government, 2, nib="9900000000002", npwp=second)


def test_vendors_when_without_npwp_then_each_may_register(government):
    for number in (1, 2):
        register(government, number, npwp="", nib=f"990000000000{number}")
    assert Vendor.objects.filter(npwp="").count() == 2


@pytest.mark.parametrize("changed", [{"nib": "990000000000"}, {"npwp": "123"}, {"npwp": "013121661091000"}])
def test_vendor_when_an_identifier_is_none_then_refused(government, changed):
    with pytest.raises(InvalidValueError), transaction.atomic():
        register(government, **changed)


@pytest.mark.parametrize(
    ("holder", "fits"), [("pemilik 1", True), (" Kedai Contoh", True), ("Orang Lain", False)]
)
def test_vendor_when_the_bank_account_has_a_holder_then_owner_or_business(government, holder, fits):
    if fits:
        assert register(government, bank_holder=holder)
        return
    with pytest.raises(InvalidFormError, match="pemilik rekening"), transaction.atomic():
        register(government, bank_holder=holder)


MILLION = 1_000_000
NEW_FIRM = {"yearly_sales": None}


@pytest.mark.parametrize(
    ("stated", "scale"),
    [
        ({"yearly_sales": 0}, "micro"),
        ({"yearly_sales": 2_000 * MILLION}, "micro"),
        ({"yearly_sales": 2_000 * MILLION + 1}, "small"),
        ({"yearly_sales": 15_000 * MILLION}, "small"),
        (NEW_FIRM | {"capital": 1_000 * MILLION}, "micro"),
        (NEW_FIRM | {"capital": 5_000 * MILLION}, "small"),
        ({"yearly_sales": 300 * MILLION, "scale_date": date(2021, 2, 1)}, "micro"),  # UU 20/2008
        ({"yearly_sales": 300 * MILLION + 1, "scale_date": date(2021, 2, 1)}, "small"),
    ],
)
def test_scale_when_stated_with_an_amount_then_as_the_law_of_that_day_finds(government, stated, scale):
    vendor = Vendor.objects.get(id=register(government, scale=scale, **stated))
    assert (vendor.scale, vendor.yearly_sales, vendor.capital) == (
        scale, stated["yearly_sales"], stated.get("capital"),
    )  # fmt: skip
    other = {"micro": "small", "small": "micro"}[scale]
    with pytest.raises(NotAllowedError, match="Perbaiki skala atau angkanya") as caught, transaction.atomic():
        register(government, 2, scale=other, nib="9900000000002", npwp="", **stated)
    assert (caught.value.code, caught.value.status) == ("other_scale", 422)


@pytest.mark.parametrize(
    ("stated", "scale"),
    [
        ({"yearly_sales": 15_000 * MILLION + 1}, "menengah"),
        ({"yearly_sales": 50_000 * MILLION + 1}, "besar"),
        (NEW_FIRM | {"capital": 5_000 * MILLION + 1}, "menengah"),
    ],
)
@pytest.mark.parametrize("declared", ["small", "medium"])
def test_business_when_neither_micro_nor_small_then_refused_with_the_article(
    government, stated, scale, declared
):
    with pytest.raises(NotAllowedError, match="mikro dan kecil saja") as caught, transaction.atomic():
        register(government, scale=declared, **stated)
    assert caught.value.code == "not_small"
    assert f"{scale} (PP 7/2021 ps. 35)" in caught.value.sentence
    assert Vendor.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scale_evidence": " "}, "membuktikan skala"),
        ({"scale_date": date(2025, 1, 2)}, "belum tiba"),
        ({"yearly_sales": None}, "salah satu"),
        ({"capital": 1}, "salah satu"),
        ({"yearly_sales": -1}, "salah satu"),
        ({"yearly_sales": 10**15 + 1}, "salah satu"),
        ({"legal_form": "yayasan"}, "bentuk usaha"),
    ],
)
def test_scale_when_without_evidence_or_amount_then_refused(government, changed, words):
    with pytest.raises(InvalidFormError, match=words), transaction.atomic():
        register(government, **changed)


def test_kbli_when_not_five_digits_then_refused(government):
    with pytest.raises(InvalidValueError, match="KBLI"), transaction.atomic():
        register(government, kbli="kbli?")


@pytest.mark.parametrize(
    "changed",
    [{"scale": "medium"}, {"scale_evidence": ""}, {"kbli": "kbli?"}, {"capital": 1}, {"yearly_sales": -1}],
)
def test_business_when_written_past_the_rule_then_the_database_refuses(government, changed):
    vendor = Vendor.objects.get(id=register(government))
    vendor.id, vendor.nib, vendor.npwp = new_command(), "9900000000009", ""
    for name, value in changed.items():
        setattr(vendor, name, value)
    with pytest.raises(IntegrityError, match="vendor_"), transaction.atomic():
        vendor.save(force_insert=True)


def test_paper_when_handed_in_twice_then_refused(government):
    vendor = register(government)

    def hand_in():
        state_tax(
            vendor_id=vendor, kind="suket_pp55", number="S-1", since=date(2026, 1, 1), by=CLOCK, at=SINCE,
            command=new_command(),
        )  # fmt: skip

    hand_in()
    with pytest.raises(ConflictError, match="S-1 sudah tercatat"), transaction.atomic():
        hand_in()


def test_person_when_registered_twice_then_refused():
    new_person(7)
    with pytest.raises(ConflictError), transaction.atomic():
        register_person(name="Nama Lain", nik=demo_nik(7), by=CLOCK, at=SINCE, command=new_command())

"""Suspensions from when they were a state become sanctions, and their sellers are active otherwise."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.db import connection

from eorder.parties.sanctions.models import Sanction
from eorder.parties.vendors.models import Vendor
from tests.factories.sanctions import is_selling

MIGRATION = import_module("eorder.parties.sanctions.migrations.0003_take_over_suspensions")


def test_suspended_state_when_taken_over_then_a_sanction_of_half_a_year(city):
    vendor = city.sellers["other"].id
    Vendor.objects.filter(id=vendor).update(state="suspended")
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.TAKE_OVER)
    now = datetime.now(UTC)
    found = Sanction.objects.get()
    assert (found.vendor_id, found.kind, found.state, found.ground) == (
        vendor,
        "suspension",
        "imposed",
        "unstated",
    )
    assert Vendor.objects.get(id=vendor).state == "active"
    assert not is_selling(vendor, now)
    assert 179 <= (found.until - now.date()).days <= 184
    assert is_selling(vendor, now + timedelta(days=190))
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.GIVE_BACK)
    assert Vendor.objects.get(id=vendor).state == "suspended"
    assert set(Vendor.objects.exclude(id=vendor).values_list("state", flat=True)) == {"active"}

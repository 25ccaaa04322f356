"""Lists of names come in the same order from any server, whatever its collation."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, connections

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.models import Category
from eorder.market.catalogue.queries import categories
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.parties.workunits.models import Unit
from eorder.parties.workunits.queries import addresses_of, appointments_of, units_named
from eorder.records.sorting import SortKeyField
from tests.factories.cast import SINCE, appoint, new_person

NAMES = ("Zebra", "elang", "Élan", "apel", "elan 2")
IN_ORDER = ["apel", "Élan", "elan 2", "elang", "Zebra"]


@pytest.fixture
def units(db):
    government = set_up_government(code="KOTA-UJI", name="Kota Uji")
    return [
        add_unit(government_id=government, code=f"{place}", short_code=f"U{place}", name=name)
        for place, name in enumerate(NAMES)
    ]


def test_units_and_addresses_when_listed_then_by_plain_letters(units):
    assert [row["name"] for row in units_named(units)] == IN_ORDER
    for label in NAMES:
        add_address(
            unit_id=units[0], label=label, street="Jalan 1", by=CLOCK, at=SINCE, command=new_command()
        )
    labels = [row["label"] for row in addresses_of(units[:1])]
    assert labels == ["elan 2", *[each for each in IN_ORDER if each != "elan 2"]]  # the active one first


def test_people_when_listed_then_by_plain_letters(units):
    for number, name in enumerate(NAMES):
        appoint(units[0], new_person(number, name), "ppk")
    found = [row["person__name"].rpartition(" ")[0] for row in appointments_of(units[0], "ppk", SINCE)]
    assert found == IN_ORDER


def test_categories_when_listed_or_renamed_then_by_plain_letters(db):
    for name in NAMES:
        define_category(code=name, name=name, tax_nature="goods", account_codes=[])
    assert [row["name"] for row in categories()] == IN_ORDER
    define_category(code="Zebra", name="aren", tax_nature="goods", account_codes=[])
    assert [row["name"] for row in categories()][:3] == ["apel", "aren", "Élan"]


def test_keys_when_compared_then_code_point_by_code_point(db):
    keys = [
        (field.model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, SortKeyField)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE column_name = 'sort_key' AND collation_name = 'C' AND is_nullable = 'NO'"
        )
        assert sorted(cursor.fetchall()) == sorted(keys)
    assert len(keys) == 6


@pytest.mark.parametrize(
    "migration",
    [
        "eorder.parties.identity.migrations.0004_sort_people",
        "eorder.parties.workunits.migrations.0003_sort_units",
        "eorder.parties.vendors.migrations.0005_sort_vendors",
        "eorder.market.catalogue.migrations.0004_sort_products",
    ],
)
def test_rows_when_there_before_the_key_then_filled(committed_db, migration):
    government = set_up_government(code="KOTA-UJI", name="Kota Uji")
    add_unit(government_id=government, code="1", short_code="U1", name="Élan")
    define_category(code="Élan", name="Élan", tax_nature="goods", account_codes=[])
    models = (Unit, Category)
    for model in models:
        model.objects.using("owner").update(sort_key="")
    import_module(migration).fill(apps, SimpleNamespace(connection=connections["owner"]))
    filled = {model for model in models if model.objects.get(name="Élan").sort_key == "elan"}
    assert filled == {"units": {Unit}, "products": {Category}}.get(migration.rpartition("_")[2], set())

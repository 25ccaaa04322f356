"""What may become public is listed field by field, and never identifies or pays a person."""

import re

from django.apps import apps

PRIVATE = re.compile(
    r"npwp|nib|nik|nrk|phone|e?mail|password|salt|^private|bank|holder|account_(number|name)"
)


def listed():
    return [
        (model, field)
        for model in apps.get_models()
        for field in getattr(model, "PUBLIC_FIELDS", ())
        if model.__module__.startswith("eorder.")
    ]


def test_public_field_when_listed_then_a_real_field():
    def names(model):
        return {each.name for each in model._meta.get_fields()} | {
            each.attname for each in model._meta.concrete_fields
        }

    assert listed()
    assert [f"{model.__name__}.{field}" for model, field in listed() if field not in names(model)] == []


def test_public_field_when_listed_then_not_a_private_one():
    assert [f"{model.__name__}.{field}" for model, field in listed() if PRIVATE.search(field)] == []


def test_private_columns_when_looked_for_then_the_pattern_knows_them():
    columns = {field.name for model in apps.get_models() for field in model._meta.concrete_fields}
    private = {"npwp", "nib", "nik_digest", "nrk", "phone", "password", "bank_account", "private_salt"}
    assert all(PRIVATE.search(each) for each in private | {each for each in columns if "bank" in each})

"""The migrations say what the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.usefixtures("db")
def test_migrations_when_compared_with_the_models_then_nothing_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)

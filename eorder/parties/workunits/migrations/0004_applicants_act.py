"""Whoever applies to sell acts without an appointment, like a seller."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("eorder.parties.workunits.migrations.0002_guard_appointments")
FUNCTION = BEFORE.VALID[BEFORE.VALID.index("CREATE FUNCTION") : BEFORE.VALID.index("CREATE CONSTRAINT")]
FUNCTION = FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
WITH_APPLICANTS = FUNCTION.replace("('vendor',", "('vendor', 'applicant',")


class Migration(migrations.Migration):
    """Replaces the function that the guard of events calls."""

    dependencies = [("workunits", "0003_sort_units")]
    operations = [migrations.RunSQL(WITH_APPLICANTS, FUNCTION)]

"""A tax statement that was handed in stays."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """A tax statement that was handed in stays."""

    dependencies = [("vendors", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [append_only("vendors_taxstatement")]

"""A published template stays."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """A published template stays."""

    dependencies = [("templates", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [append_only("templates_templateversion")]

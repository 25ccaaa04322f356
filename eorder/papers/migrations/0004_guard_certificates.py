"""A certificate that was made stays."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """A certificate that was made stays."""

    dependencies = [("papers", "0003_certificates"), ("journal", "0002_guard_events")]
    operations = [append_only("papers_certificate")]

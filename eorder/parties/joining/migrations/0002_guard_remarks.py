"""Why an application was sent back stays as it was told."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """Why an application was sent back stays as it was told."""

    dependencies = [("joining", "0001_applications"), ("journal", "0002_guard_events")]
    operations = [append_only("joining_remark")]

"""What was decided of the queue stays."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """What was decided of the queue stays."""

    dependencies = [("joining", "0003_queue_decisions"), ("journal", "0002_guard_events")]
    operations = [append_only("joining_queuedecision")]

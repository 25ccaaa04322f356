"""A picture and its sizes stay."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """A picture and its sizes stay."""

    dependencies = [("photos", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [append_only("photos_picture"), append_only("photos_rendition")]

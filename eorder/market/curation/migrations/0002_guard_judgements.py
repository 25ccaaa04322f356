"""Judgements, points and findings stay."""

from django.db import migrations

from eorder.records.journal.append_only import append_only


class Migration(migrations.Migration):
    """Judgements, points and findings stay."""

    dependencies = [("curation", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [append_only("curation_grading"), append_only("curation_score"), append_only("curation_finding")]

"""Write the law's table of duties that one natural person may not combine, so that the database can refuse them."""

from datetime import date

from django.db import migrations

RULE_DAY = date(2026, 1, 1)


def state(apps, schema_editor):
    """Write every pair of the table in force."""
    from eorder.law.separation_of_duties import all_pairs

    model = apps.get_model("orders", "DutyConflict")
    rows = model.objects.using(schema_editor.connection.alias)
    rows.all().delete()
    rows.bulk_create(
        model(first=first.value, second=second.value, kind=pair.kind.value, source=pair.source[:200])
        for (first, second), pair in all_pairs(RULE_DAY).items()
    )


class Migration(migrations.Migration):
    """Data of S1."""

    dependencies = [("orders", "0002_guard_orders")]
    operations = [migrations.RunPython(state, migrations.RunPython.noop)]

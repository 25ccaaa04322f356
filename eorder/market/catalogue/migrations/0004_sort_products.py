"""Names are listed by a key of plain letters, the same on every server."""

from django.db import migrations

from eorder.records.sorting import SortKeyField


def fill(apps, schema_editor):
    """Write the key of every row there is."""
    for name in ("category", "product"):
        rows = apps.get_model("catalogue", name).objects.using(schema_editor.connection.alias)
        for row in rows.iterator():
            row.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    """Adds the key and fills it."""

    dependencies = [("catalogue", "0003_price_says_nothing")]
    operations = [
        migrations.AddField("category", "sort_key", SortKeyField(default=""), preserve_default=False),
        migrations.AddField("product", "sort_key", SortKeyField(default=""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

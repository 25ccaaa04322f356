"""Names are listed by a key of plain letters, the same on every server."""

from django.db import migrations

from eorder.records.sorting import SortKeyField


def fill(apps, schema_editor):
    """Write the key of every row there is."""
    for name in ("person",):
        rows = apps.get_model("identity", name).objects.using(schema_editor.connection.alias)
        for row in rows.iterator():
            row.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    """Adds the key and fills it."""

    dependencies = [("identity", "0003_name_what_is_unique")]
    operations = [
        migrations.AddField("person", "sort_key", SortKeyField(default=""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

"""Ties know since when they hold: who joins a seller later did not act for a unit as the seller's own before."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    """Ties recorded before count as having held always."""

    dependencies = [
        ('vendors', '0005_sort_vendors'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='since',
            field=models.DateTimeField(db_default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)),
        ),
    ]

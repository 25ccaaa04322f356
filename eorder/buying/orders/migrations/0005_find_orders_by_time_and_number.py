"""Find the orders of a unit or a seller by their time, and one by the beginning of its number, however many there are."""

import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0001_initial'),
        ('orders', '0004_hold_prices_to_their_day'),
        ('packages', '0002_note_on_attendance'),
        ('vendors', '0005_sort_vendors'),
        ('workunits', '0003_sort_units'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='order',
            index=models.Index(models.F('unit'), models.F('placed_at'), models.F('id'), name='order_by_unit_time'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(models.F('vendor'), models.F('placed_at'), models.F('id'), name='order_by_vendor_time'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Upper('number'), 'C'), name='order_by_number'),
        ),
        # What an expression holds is known only after this; autovacuum may come much later.
        migrations.RunSQL('ANALYZE orders_order', migrations.RunSQL.noop),
    ]

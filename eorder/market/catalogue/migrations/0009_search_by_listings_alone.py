"""Products are found by their listings; a second index of the same texts is not asked any more."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0008_since_when_a_price_rose'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='product',
            name='product_search',
        ),
        migrations.RemoveField(
            model_name='product',
            name='search',
        ),
    ]

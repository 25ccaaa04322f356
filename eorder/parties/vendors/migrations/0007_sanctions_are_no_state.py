"""Whether a business is suspended or blacklisted is no state of it any more: its sanctions say so, by their days."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0006_member_since'),
    ]

    operations = [
        migrations.AlterField(
            model_name='vendor',
            name='state',
            field=models.CharField(choices=[('applied', 'Mendaftar'), ('checked', 'Diperiksa'), ('curated', 'Dikurasi'), ('active', 'Aktif')], max_length=12),
        ),
    ]

"""Certificates of curation that were made."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0001_initial'),
        ('papers', '0002_guard_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60)),
                ('data', models.TextField(help_text='canonical JSON')),
                ('data_digest', models.CharField(max_length=64)),
                ('file_digest', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('grading', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='curation.grading')),
            ],
        ),
    ]

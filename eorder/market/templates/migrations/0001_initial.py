"""Published versions of templates."""

import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField(help_text='from 1, without gaps')),
                ('body', models.JSONField(help_text='the template whole, as `Template.body` writes it')),
                ('digest', models.CharField(help_text="SHA-256 of the body's canonical text", max_length=64)),
                ('published_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('code'), models.F('version'), name='template_version_once'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='template_version_from_one')],
            },
        ),
    ]

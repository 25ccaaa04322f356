"""Pictures, their sizes, and the photos of products."""

import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0006_find_by_category'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('alt', models.CharField(help_text='what is seen, for those who do not see it', max_length=160)),
                ('position', models.PositiveSmallIntegerField(help_text='from 1; none when it was taken away', null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('product', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='catalogue.product')),
                ('picture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='photos.picture')),
            ],
            options={
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('product', 'position'), name='photo_place_once'), models.UniqueConstraint(models.F('product'), models.F('picture'), condition=models.Q(('position', None), _negated=True), name='photo_shown_once'), models.CheckConstraint(condition=models.Q(('position', None), ('position__range', (1, 8)), _connector='OR'), name='photo_place_in_range')],
            },
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.PositiveSmallIntegerField(help_text='pixels')),
                ('height', models.PositiveSmallIntegerField(help_text='pixels')),
                ('size', models.PositiveIntegerField(help_text='bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('picture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='renditions', to='photos.picture')),
            ],
            options={
                'indexes': [models.Index(models.F('sha256'), name='rendition_by_digest')],
                'constraints': [models.UniqueConstraint(models.F('picture'), models.F('width'), name='rendition_once')],
            },
        ),
    ]

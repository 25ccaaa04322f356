"""The index of what can be ordered, and the words that sellers use."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes both tables; pg_trgm is an extension that the owner of a database may add (PostgreSQL 13 and later)."""

    initial = True

    dependencies = [
        ('catalogue', '0004_sort_products'),
        ('regions', '0001_initial'),
        ('vendors', '0006_member_since'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(db_collation='C', max_length=40)),
                ('stem', models.CharField(db_collation='C', max_length=40)),
            ],
            options={
                'indexes': [
                    models.Index(models.F('word'), name='word_by_word'),
                    models.Index(models.F('stem'), name='word_by_stem'),
                    django.contrib.postgres.indexes.GistIndex(
                        fields=['word'], name='word_alike', opclasses=['gist_trgm_ops']
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('product', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='catalogue.product')),
                ('scale', models.CharField(max_length=8)),
                ('price', models.BigIntegerField(help_text='whole rupiah per unit, before PPN')),
                ('minimum', models.PositiveIntegerField()),
                ('lead_days', models.PositiveSmallIntegerField()),
                ('ring_group', models.PositiveSmallIntegerField(help_text="the seller's group in the fair order, from 0")),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text='stems of the texts, and tags such as k:category')),
                ('category', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.category')),
                ('region', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(models.F('words'), fastupdate=False, name='listing_words'),
                    models.Index(models.F('price'), models.F('product'), name='listing_by_price'),
                ],
            },
        ),
    ]

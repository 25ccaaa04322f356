"""Decisions of curators with their place in the queue."""

import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('joining', '0002_guard_remarks'),
    ]

    operations = [
        migrations.CreateModel(
            name='QueueDecision',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('rung', models.CharField(choices=[('check', 'Pemeriksaan pendaftaran'), ('curation', 'Kurasi produk')], max_length=8)),
                ('number', models.CharField(help_text='public number of what was decided', max_length=10)),
                ('outcome', models.CharField(choices=[('accepted', 'Diterima'), ('returned', 'Dikembalikan'), ('passed', 'Lulus'), ('refused', 'Belum lulus')], max_length=8)),
                ('waiting_since', models.DateTimeField()),
                ('decided_at', models.DateTimeField()),
                ('waited_days', models.PositiveIntegerField(help_text='working days; the day it began does not count')),
                ('place', models.PositiveIntegerField(help_text='in the queue when it was decided; 1 is the first')),
                ('reason', models.CharField(blank=True, default='', help_text='why it was taken before others', max_length=500)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'indexes': [models.Index(models.F('government_id'), models.F('decided_at'), name='queue_decision_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place', 1), ('reason', '')), models.Q(('place__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='queue_decision_in_order_or_with_reason'), models.CheckConstraint(condition=models.Q(('decided_at__gte', models.F('waiting_since'))), name='queue_decision_after_it_waited'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['accepted', 'returned']), ('rung', 'check')), models.Q(('outcome__in', ['passed', 'refused']), ('rung', 'curation')), _connector='OR'), name='queue_decision_outcome_of_rung')],
            },
        ),
    ]

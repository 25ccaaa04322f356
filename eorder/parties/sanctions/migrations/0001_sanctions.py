"""Sanctions of sellers, appeals and their answers, and likenesses with the national list."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
import eorder.parties.sanctions.states
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0006_bind_a_person_once'),
        ('vendors', '0007_sanctions_are_no_state'),
        ('workunits', '0004_applicants_act'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('kind', models.CharField(choices=[('suspension', 'suspension'), ('blacklist', 'blacklist'), ('national', 'national')], max_length=10)),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('dismissed', 'dismissed'), ('imposed', 'imposed'), ('appealed', 'appealed'), ('upheld', 'upheld'), ('lifted', 'lifted')], max_length=10)),
                ('ground', models.CharField(help_text="code of the law's ground; empty of the national list", max_length=20)),
                ('article', models.CharField(max_length=200)),
                ('rule', models.CharField(blank=True, default='', help_text="version of the law's term", max_length=60)),
                ('reason', models.CharField(max_length=500)),
                ('order_id', models.UUIDField(help_text='order that a blacklist was proposed on', null=True)),
                ('proposed_role', models.CharField(blank=True, default='', max_length=20)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('decided_role', models.CharField(blank=True, default='', max_length=20)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decree_number', models.CharField(blank=True, default='', max_length=80)),
                ('source', models.CharField(blank=True, default='', help_text='the list it is from', max_length=160)),
                ('province', models.CharField(blank=True, default='', max_length=60)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('starts_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('appeal_due_at', models.DateTimeField(help_text='none of the national list', null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workunits.unit')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='vendors.vendor')),
            ],
        ),
        migrations.CreateModel(
            name='AppealAnswer',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[(eorder.parties.sanctions.states.SanctionState['UPHELD'], 'upheld'), (eorder.parties.sanctions.states.SanctionState['LIFTED'], 'lifted')], max_length=10)),
                ('reasons', models.CharField(max_length=500)),
                ('decided_role', models.CharField(max_length=20)),
                ('decided_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('sanction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='sanctions.sanction')),
            ],
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('sanction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='sanctions.sanction')),
            ],
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('listed_name', models.CharField(max_length=160)),
                ('decree_number', models.CharField(max_length=80)),
                ('province', models.CharField(blank=True, default='', max_length=60)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('source', models.CharField(max_length=160)),
                ('noted_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('vendor'), models.F('decree_number'), models.F('listed_name'), name='likeness_once')],
            },
        ),
        migrations.AddIndex(
            model_name='sanction',
            index=models.Index(models.F('vendor'), models.F('ends_at'), name='sanction_by_vendor'),
        ),
        migrations.AddIndex(
            model_name='sanction',
            index=models.Index(models.F('ends_at'), name='sanction_by_end'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [eorder.parties.sanctions.states.SanctionKind['SUSPENSION'], eorder.parties.sanctions.states.SanctionKind['BLACKLIST'], eorder.parties.sanctions.states.SanctionKind['NATIONAL']])), name='sanction_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [eorder.parties.sanctions.states.SanctionState['DISMISSED'], eorder.parties.sanctions.states.SanctionState['PROPOSED']]), ('decided_at__isnull', True), ('decided_by__isnull', True), ('ends_at__isnull', True), ('since__isnull', True), ('starts_at__isnull', True), ('until__isnull', True)), models.Q(('state__in', [eorder.parties.sanctions.states.SanctionState['APPEALED'], eorder.parties.sanctions.states.SanctionState['IMPOSED'], eorder.parties.sanctions.states.SanctionState['LIFTED'], eorder.parties.sanctions.states.SanctionState['UPHELD']]), ('decided_at__isnull', False), ('decided_by__isnull', False), ('ends_at__isnull', False), ('since__isnull', False), ('starts_at__isnull', False), ('until__isnull', False)), _connector='OR'), name='sanction_dated_once_decided'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='sanction_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='sanction_moments_in_order'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by__isnull', True), ('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='sanction_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', eorder.parties.sanctions.states.SanctionKind['BLACKLIST']), _negated=True), models.Q(('proposed_by__isnull', False), ('unit__isnull', False)), _connector='OR'), name='sanction_blacklist_proposed'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('kind', eorder.parties.sanctions.states.SanctionKind['SUSPENSION']), ('decided_at__isnull', True), models.Q(('decree_number', ''), _negated=True), _connector='OR'), name='sanction_has_decree'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='sanction_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.UniqueConstraint(models.F('vendor'), condition=models.Q(('state', eorder.parties.sanctions.states.SanctionState['PROPOSED'])), name='sanction_one_proposal'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.UniqueConstraint(models.F('vendor'), models.F('decree_number'), condition=models.Q(('kind', eorder.parties.sanctions.states.SanctionKind['NATIONAL']), ('state', eorder.parties.sanctions.states.SanctionState['IMPOSED'])), name='sanction_listed_once'),
        ),
    ]

"""Claims on identifiers that another business uses."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
import eorder.parties.claims.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0006_bind_a_person_once'),
        ('vendors', '0009_numbers_that_were_proven'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('state', models.CharField(choices=[('open', 'Menunggu diputuskan'), ('upheld', 'Dibenarkan'), ('dismissed', 'Ditolak'), ('withdrawn', 'Ditarik')], max_length=10)),
                ('which', models.CharField(choices=[('nik', 'NIK'), ('nib', 'NIB'), ('npwp', 'NPWP')], max_length=4)),
                ('number', models.CharField(help_text='normalised; of a NIK the keyed digest alone', max_length=64)),
                ('kind', models.CharField(choices=[('own', 'Usaha itu milik saya'), ('misused', 'Bukan saya yang mendaftarkannya')], max_length=8)),
                ('reason', models.CharField(max_length=500)),
                ('contacts', models.JSONField(help_text='addresses of whoever uses the number, told of every step')),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(help_text='until when the decision is promised', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, default='', max_length=500)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('holder', models.ForeignKey(help_text='who is known by the NIK', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
            options={
                'indexes': [models.Index(models.F('government_id'), models.F('state'), models.F('due_at'), name='claim_waiting'), models.Index(fields=['claimant', '-made_at'], name='claim_of_person')],
                'constraints': [models.UniqueConstraint(models.F('government_id'), models.F('claimant'), models.F('which'), models.F('number'), condition=models.Q(('state', eorder.parties.claims.states.ClaimState['OPEN'])), name='claim_one_open'), models.CheckConstraint(condition=models.Q(('kind__in', [eorder.parties.claims.states.ClaimKind['OWN'], eorder.parties.claims.states.ClaimKind['MISUSED']]), ('state__in', [eorder.parties.claims.states.ClaimState['OPEN'], eorder.parties.claims.states.ClaimState['UPHELD'], eorder.parties.claims.states.ClaimState['DISMISSED'], eorder.parties.claims.states.ClaimState['WITHDRAWN']]), ('which__in', [eorder.parties.claims.states.Which['NIK'], eorder.parties.claims.states.Which['NIB'], eorder.parties.claims.states.Which['NPWP']])), name='claim_words_known'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='claim_is_whole'), models.CheckConstraint(condition=models.Q(('which', eorder.parties.claims.states.Which['NIK']), ('holder', None), _connector='OR'), name='claim_holder_of_nik_alone'), models.CheckConstraint(condition=models.Q(('holder', None), models.Q(('holder', models.F('claimant')), _negated=True), _connector='OR'), name='claim_on_another'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('claimant')), _negated=True), _connector='OR'), name='claim_decided_by_another'), models.CheckConstraint(condition=models.Q(('decided_by', None), ('holder', None), models.Q(('decided_by', models.F('holder')), _negated=True), _connector='OR'), name='claim_decided_apart_from_holder'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__gte', models.F('made_at')), ('decided_by__isnull', False), ('state__in', [eorder.parties.claims.states.ClaimState['DISMISSED'], eorder.parties.claims.states.ClaimState['UPHELD']]), models.Q(('finding', ''), _negated=True)), models.Q(models.Q(('state__in', [eorder.parties.claims.states.ClaimState['DISMISSED'], eorder.parties.claims.states.ClaimState['UPHELD']]), _negated=True), ('decided_at', None), ('decided_by', None)), _connector='OR'), name='claim_decided_with_finding')],
            },
        ),
    ]

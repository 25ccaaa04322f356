"""Applications of businesses that want to sell, the proof of an address, and the remarks of a check."""


import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
import eorder.parties.joining.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('vendors', '0006_member_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('state', models.CharField(choices=[('draft', 'Sedang diisi'), ('applied', 'Menunggu diperiksa'), ('returned', 'Perlu diperbaiki'), ('checked', 'Diterima')], max_length=10)),
                ('answers', models.JSONField(default=dict, help_text='by step, then by field')),
                ('nik_digest', models.CharField(blank=True, db_index=True, default='', max_length=64)),
                ('nib', models.CharField(blank=True, default='', max_length=13)),
                ('npwp', models.CharField(blank=True, default='', max_length=16)),
                ('sent_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(help_text='until when the check is promised', null=True)),
                ('changed_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
        ),
        migrations.CreateModel(
            name='ContactProof',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('password', models.CharField(help_text='hash; emptied once it went to the account', max_length=128)),
                ('asked_at', models.DateTimeField()),
                ('proved_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('email'), models.F('asked_at'), name='contact_proof_by_email')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('criterion', models.CharField(max_length=16)),
                ('evidence', models.CharField(max_length=500)),
                ('remedy', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='joining.application')),
            ],
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(models.F('government_id'), models.F('state'), models.F('due_at'), name='application_waiting'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('account'), condition=models.Q(('state', eorder.parties.joining.states.ApplicationState['CHECKED']), _negated=True), name='application_one_open'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('nib'), condition=models.Q(('state__in', [eorder.parties.joining.states.ApplicationState['APPLIED'], eorder.parties.joining.states.ApplicationState['CHECKED']])), name='application_nib_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('npwp'), condition=models.Q(('state__in', [eorder.parties.joining.states.ApplicationState['APPLIED'], eorder.parties.joining.states.ApplicationState['CHECKED']]), models.Q(('npwp', ''), _negated=True)), name='application_npwp_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [eorder.parties.joining.states.ApplicationState['APPLIED'], eorder.parties.joining.states.ApplicationState['CHECKED']]), _negated=True), models.Q(('nib__regex', '^\\d{13}$'), models.Q(('nik_digest', ''), _negated=True), ('sent_at__isnull', False)), _connector='OR'), name='application_sent_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', eorder.parties.joining.states.ApplicationState['CHECKED']), ('vendor__isnull', False)), models.Q(models.Q(('state', eorder.parties.joining.states.ApplicationState['CHECKED']), _negated=True), ('vendor__isnull', True)), _connector='OR'), name='application_checked_has_vendor'),
        ),
    ]

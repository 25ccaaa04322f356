"""Appeals against what curators found, their answers, and the case that judges anew."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0002_guard_judgements'),
        ('identity', '0006_bind_a_person_once'),
        ('vendors', '0008_bank_accounts'),
    ]

    operations = [
        migrations.AddField(
            model_name='curationcase',
            name='reviews',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='curation.curationcase'),
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('state', models.CharField(choices=[('waiting', 'Menunggu diputuskan'), ('upheld', 'Dikabulkan'), ('dismissed', 'Ditolak')], max_length=9)),
                ('text', models.CharField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(help_text='until when the decision is promised')),
                ('decided_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='curation.curationcase')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
        ),
        migrations.CreateModel(
            name='AppealAnswer',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('upheld', 'upheld'), ('dismissed', 'dismissed')], max_length=9)),
                ('reasons', models.CharField(blank=True, default='', max_length=500)),
                ('told', models.CharField(blank=True, default='', max_length=500)),
                ('decided_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='curation.appeal')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(models.F('government_id'), models.F('state'), models.F('made_at'), name='curation_appeal_waiting'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(('decided_at__gte', models.F('made_at')), ('decided_at__isnull', False), ('state__in', ['upheld', 'dismissed'])), _connector='OR'), name='curation_appeal_decided_once'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='curation_appeal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='appealanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), models.Q(('told', ''), _negated=True)), models.Q(models.Q(('reasons', ''), _negated=True), ('told', '')), _connector='OR'), name='appeal_answer_has_reasons'),
        ),
    ]

"""Cases of products before curators, judgements and points."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
import eorder.market.curation.states
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0009_search_by_listings_alone'),
        ('identity', '0006_bind_a_person_once'),
        ('vendors', '0006_member_since'),
    ]

    operations = [
        migrations.CreateModel(
            name='CurationCase',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('state', models.CharField(choices=[('waiting', 'Menunggu dinilai'), ('passed', 'Lulus kurasi'), ('refused', 'Belum lulus')], max_length=8)),
                ('handed_in_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(help_text='until when the decision is promised')),
                ('decided_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.product')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
        ),
        migrations.CreateModel(
            name='Grading',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('grade', models.CharField(blank=True, default='', max_length=1)),
                ('total', models.PositiveIntegerField(help_text='part of all points, in parts per 10,000')),
                ('number', models.CharField(blank=True, default='', help_text='of the certificate', max_length=60)),
                ('graded_at', models.DateTimeField()),
                ('valid_until', models.DateField(help_text='last day of the grade, inclusive', null=True)),
                ('rule', models.CharField(help_text='value of the parameter that the grade follows from', max_length=60)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grading', to='curation.curationcase')),
                ('curator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gradings', to='catalogue.product')),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField(help_text="from 1, in the template's order")),
                ('criterion', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=60)),
                ('points', models.PositiveIntegerField()),
                ('evidence', models.CharField(max_length=500)),
                ('remedy', models.CharField(blank=True, default='', max_length=500)),
                ('grading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='curation.grading')),
            ],
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField(help_text="from 1, in the template's order")),
                ('criterion', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=60)),
                ('points', models.PositiveIntegerField()),
                ('seen', models.CharField(max_length=500)),
                ('grading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='curation.grading')),
            ],
        ),
        migrations.AddIndex(
            model_name='curationcase',
            index=models.Index(models.F('government_id'), models.F('state'), models.F('handed_in_at'), name='curation_case_waiting'),
        ),
        migrations.AddIndex(
            model_name='curationcase',
            index=models.Index(models.F('product'), models.F('handed_in_at'), name='curation_case_of_product'),
        ),
        migrations.AddConstraint(
            model_name='curationcase',
            constraint=models.UniqueConstraint(models.F('product'), condition=models.Q(('state', eorder.market.curation.states.CaseState['WAITING'])), name='curation_case_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='curationcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', eorder.market.curation.states.CaseState['WAITING'])), models.Q(models.Q(('state', eorder.market.curation.states.CaseState['WAITING']), _negated=True), ('decided_at__gte', models.F('handed_in_at')), ('decided_at__isnull', False)), _connector='OR'), name='curation_case_decided_once'),
        ),
        migrations.AddIndex(
            model_name='grading',
            index=models.Index(models.F('product'), models.F('graded_at'), condition=models.Q(('grade', ''), _negated=True), name='grading_of_product'),
        ),
        migrations.AddIndex(
            model_name='grading',
            index=models.Index(models.F('valid_until'), condition=models.Q(('grade', ''), _negated=True), name='grading_by_end'),
        ),
        migrations.AddConstraint(
            model_name='grading',
            constraint=models.UniqueConstraint(models.F('number'), condition=models.Q(('number', ''), _negated=True), name='grading_number_once'),
        ),
        migrations.AddConstraint(
            model_name='grading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('grade__in', ('A', 'B', 'C')), ('valid_until__isnull', False), models.Q(('number', ''), _negated=True)), models.Q(('grade', ''), ('number', ''), ('valid_until__isnull', True)), _connector='OR'), name='grading_whole_or_none'),
        ),
        migrations.AddConstraint(
            model_name='grading',
            constraint=models.CheckConstraint(condition=models.Q(('total__range', (0, 10000))), name='grading_total_in_range'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(models.F('grading'), models.F('criterion'), name='finding_once'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('points__range', (1, 5))), name='finding_in_range'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='finding_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(models.F('grading'), models.F('criterion'), name='score_once'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('points__range', (1, 5))), name='score_in_range'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('seen', ''), _negated=True), name='score_has_evidence'),
        ),
    ]

"""Numbers that were found to be a person's; a business that used one keeps it as history and holds it no more."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0006_bind_a_person_once'),
        ('regions', '0001_initial'),
        ('vendors', '0008_bank_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProvenNumber',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, help_text='of the claim that was upheld', primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('which', models.CharField(help_text='nik, nib or npwp', max_length=4)),
                ('number', models.CharField(help_text='of a NIK the keyed digest alone', max_length=64)),
                ('since', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='vendor',
            name='vendor_nib_once',
        ),
        migrations.RemoveConstraint(
            model_name='vendor',
            name='vendor_npwp_once',
        ),
        migrations.AddField(
            model_name='vendor',
            name='nib_released_at',
            field=models.DateTimeField(help_text="when it was found to be somebody else's number", null=True),
        ),
        migrations.AddField(
            model_name='vendor',
            name='npwp_released_at',
            field=models.DateTimeField(help_text="when it was found to be somebody else's number", null=True),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('nib'), condition=models.Q(('nib_released_at', None)), name='vendor_nib_once'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('npwp'), condition=models.Q(models.Q(('npwp', ''), _negated=True), ('npwp_released_at', None)), name='vendor_npwp_once'),
        ),
        migrations.AddField(
            model_name='provennumber',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person'),
        ),
        migrations.AddConstraint(
            model_name='provennumber',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('which'), models.F('number'), name='number_proven_once'),
        ),
    ]

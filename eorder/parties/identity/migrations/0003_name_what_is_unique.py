"""Unique numbers of people and accounts get names, so that a refusal can be told in words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes names only: the same columns stay unique."""

    dependencies = [
        ('identity', '0002_tie_events_to_accounts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='account',
            name='email',
            field=models.EmailField(max_length=254),
        ),
        migrations.AlterField(
            model_name='account',
            name='nrk',
            field=models.CharField(max_length=6, null=True),
        ),
        migrations.AlterField(
            model_name='person',
            name='nik_digest',
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('email',), name='account_email_once'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('nrk',), name='account_nrk_once'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(models.F('nik_digest'), name='person_once'),
        ),
    ]

"""A number that was released from a business is released from its application, too."""

import eorder.parties.joining.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('joining', '0005_decisions_of_appeals'),
        ('vendors', '0009_numbers_that_were_proven'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_nib_once',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_npwp_once',
        ),
        migrations.AddField(
            model_name='application',
            name='nib_released_at',
            field=models.DateTimeField(help_text='like that of its business', null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='npwp_released_at',
            field=models.DateTimeField(help_text='like that of its business', null=True),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('nib'), condition=models.Q(('nib_released_at', None), ('state__in', [eorder.parties.joining.states.ApplicationState['APPLIED'], eorder.parties.joining.states.ApplicationState['CHECKED']])), name='application_nib_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(models.F('government_id'), models.F('npwp'), condition=models.Q(('npwp_released_at', None), ('state__in', [eorder.parties.joining.states.ApplicationState['APPLIED'], eorder.parties.joining.states.ApplicationState['CHECKED']]), models.Q(('npwp', ''), _negated=True)), name='application_npwp_once'),
        ),
    ]

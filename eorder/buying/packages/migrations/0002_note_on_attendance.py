"""A word on why fewer came to a meeting than portions were served."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0001_initial'),
        ('packages', '0001_initial'),
        ('workunits', '0002_guard_appointments'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='attendance_note',
            field=models.CharField(blank=True, default='', help_text='why fewer came than portions were served', max_length=500),
        ),
        migrations.AlterConstraint(
            model_name='package',
            name='package_not_over_ceiling',
            constraint=models.CheckConstraint(condition=models.Q(('ordered__gte', 0), ('ordered__lte', models.F('ceiling'))), name='package_not_over_ceiling'),
        ),
    ]

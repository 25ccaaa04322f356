"""A seller states one amount that its scale follows from, with evidence; only micro and small ones sell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Sellers registered before have no amount; it is not made up for them."""

    dependencies = [
        ('regions', '0001_initial'),
        ('vendors', '0003_keep_admins_apart'),
    ]

    operations = [
        migrations.AddField(
            model_name='vendor',
            name='capital',
            field=models.BigIntegerField(help_text='whole rupiah without land and building, of a new business', null=True),
        ),
        migrations.AddField(
            model_name='vendor',
            name='yearly_sales',
            field=models.BigIntegerField(help_text='whole rupiah, of a running business', null=True),
        ),
        migrations.AlterField(
            model_name='vendor',
            name='scale',
            field=models.CharField(choices=[('micro', 'usaha mikro'), ('small', 'usaha kecil')], max_length=8),
        ),
        migrations.AlterField(
            model_name='vendor',
            name='scale_date',
            field=models.DateField(help_text='date of the evidence'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('kbli__regex', '^\\d{5}$')), name='vendor_kbli_5_digits'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('scale__in', ['micro', 'small'])), name='vendor_micro_or_small'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('scale_evidence', ''), _negated=True), name='vendor_scale_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('yearly_sales', None), ('capital', None), _connector='OR'), name='vendor_scale_by_one_amount'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('yearly_sales', None), ('yearly_sales__range', (0, 1000000000000000)), _connector='OR'), models.Q(('capital', None), ('capital__range', (0, 1000000000000000)), _connector='OR')), name='vendor_scale_amount_in_range'),
        ),
    ]

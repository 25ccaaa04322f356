"""What was taken over has a value, within the bounds of money."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deliveries', '0002_guard_hand_over'),
        ('orders', '0004_hold_prices_to_their_day'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_value__gt', 0), ('accepted_value__lte', 1000000000000000)), name='hand_over_value_in_range'),
        ),
        migrations.AlterConstraint(
            model_name='receiptline',
            name='receipt_line_rejection_has_reason',
            constraint=models.CheckConstraint(condition=models.Q(('rejected', 0), models.Q(('rejection', ''), _negated=True), _connector='OR'), name='receipt_line_rejection_has_reason'),
        ),
    ]

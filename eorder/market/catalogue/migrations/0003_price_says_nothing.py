"""The sentence about a price lies where it is raised; a constraint that no form reads needs none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes no table."""

    dependencies = [("catalogue", "0002_guard_prices")]
    operations = [
        migrations.AlterConstraint(
            model_name="priceversion",
            name="price_in_range",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("amount__lte", 1_000_000_000_000_000)), name="price_in_range"
            ),
        )
    ]

"""A seller may state how much of a product can be delivered in one day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Products listed before have no limit."""

    dependencies = [("catalogue", "0006_find_by_category")]
    operations = [
        migrations.AddField(
            model_name="product",
            name="per_day",
            field=models.PositiveIntegerField(help_text="whole units for one delivery day; none: no limit", null=True),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("per_day__isnull", True), models.Q(("per_day__gte", 1), ("per_day__lte", 1_000_000)), _connector="OR"
                ),
                name="product_capacity_in_range",
            ),
        ),
    ]

"""A new product or a raised price is ordered after its cooling time only, or with a public reason (O5)."""

from django.db import migrations, models

PATH = "SET search_path = pg_catalog, public, pg_temp"
PUBLISHED = f"""
CREATE OR REPLACE FUNCTION orders_check_line() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM catalogue_priceversion p JOIN orders_order o ON o.id = NEW.order_id
        JOIN catalogue_product t ON t.id = p.product_id
        WHERE p.id = NEW.price_version_id AND p.product_id = NEW.product_id AND p.amount = NEW.unit_price
            AND p.published_at <= o.priced_at AND t.vendor_id = o.vendor_id) THEN
        RAISE EXCEPTION 'Harga baris % bukan harga yang diumumkan penjual.', NEW.position
            USING ERRCODE = '23514', CONSTRAINT = 'line_price_published';
    END IF;
    {{cooling}}
    RETURN NULL;
END $$;
"""
COOLING = """
    IF NEW.emergency = '' AND EXISTS (
        SELECT 1 FROM orders_order o JOIN workunits_government g ON g.id = o.government_id
        JOIN orders_coolingtime c ON daterange(c.since, c.until, '[]') @> (o.priced_at AT TIME ZONE g.time_zone)::date
        WHERE o.id = NEW.order_id
            AND catalogue_risen_at(NEW.price_version_id) + make_interval(hours => c.hours) > o.priced_at) THEN
        RAISE EXCEPTION 'Harga baris % masih dalam masa tunggu.', NEW.position
            USING ERRCODE = '23514', CONSTRAINT = 'line_price_cooled';
    END IF;
"""


def state(apps, schema_editor):
    """Write the cooling times of the book of law, so that the database can refuse by them."""
    from eorder.law import book

    rows = apps.get_model("orders", "CoolingTime").objects.using(schema_editor.connection.alias)
    rows.all().delete()
    for each in book.parameter("new_price_cooling_time").values:
        rows.create(since=each.since, until=each.until, hours=each.amount)


class Migration(migrations.Migration):
    """Orders that were placed before keep their lines; the check names those that the cooling time would have refused."""

    dependencies = [
        ("catalogue", "0008_since_when_a_price_rose"),
        ("orders", "0006_capacity_of_a_day"),
    ]
    operations = [
        migrations.CreateModel(
            name="CoolingTime",
            fields=[
                ("since", models.DateField(primary_key=True, serialize=False)),
                ("until", models.DateField(null=True)),
                ("hours", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunPython(state, migrations.RunPython.noop),
        migrations.AddField(
            model_name="line", name="emergency", field=models.CharField(blank=True, default="", max_length=500)
        ),
        migrations.RunSQL(PUBLISHED.format(cooling=COOLING), PUBLISHED.format(cooling="")),
    ]

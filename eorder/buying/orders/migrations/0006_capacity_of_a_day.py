"""What orders take of a product on one day never exceeds the capacity that its seller states (ADR 19)."""

from django.db import migrations, models

PATH = "SET search_path = pg_catalog, public, pg_temp"
FILL = """
ALTER TABLE orders_line DISABLE TRIGGER USER;
UPDATE orders_line l SET day = (o.window_start AT TIME ZONE g.time_zone)::date
FROM orders_order o JOIN workunits_government g ON g.id = o.government_id WHERE o.id = l.order_id;
ALTER TABLE orders_line ENABLE TRIGGER USER;
"""
CAPACITY = f"""
CREATE FUNCTION orders_check_capacity() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
DECLARE over record;
BEGIN
    -- Only where each question sees what was committed before it is asked does the count below see everybody's lines.
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'Pesanan tidak dapat dihitung terhadap kapasitas dalam transaksi repeatable read.';
    END IF;
    -- The capacity cannot change before this order ends. Rows in one order, so that no two acts wait crosswise.
    PERFORM FROM catalogue_product p WHERE p.id IN (SELECT product_id FROM written) ORDER BY p.id FOR SHARE;
    PERFORM pg_advisory_xact_lock(hashtext('capacity'), turn) FROM (
        SELECT DISTINCT hashtext(concat(w.product_id, w.day)) AS turn
        FROM written w JOIN catalogue_product p ON p.id = w.product_id
        WHERE p.per_day IS NOT NULL ORDER BY 1) AS turns;
    SELECT p.name, p.unit, w.day INTO over
    FROM (SELECT DISTINCT product_id, day FROM written) w JOIN catalogue_product p ON p.id = w.product_id
    WHERE p.per_day IS NOT NULL AND p.per_day * 1000::bigint < (
        SELECT sum(l.quantity) FROM orders_line l JOIN orders_order o ON o.id = l.order_id
        WHERE l.product_id = w.product_id AND l.day = w.day AND o.state NOT IN ('refused', 'lapsed', 'cancelled'))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Kapasitas % pada % sudah habis dipesan.', over.name, over.day
            USING ERRCODE = '23514', CONSTRAINT = 'line_within_capacity';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER line_within_capacity AFTER INSERT ON orders_line REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION orders_check_capacity();
"""
UNGUARD = "DROP TRIGGER line_within_capacity ON orders_line; DROP FUNCTION orders_check_capacity();"


class Migration(migrations.Migration):
    """Lines of orders before take the day on which their delivery window begins."""

    dependencies = [
        ("catalogue", "0007_capacity_of_a_day"),
        ("orders", "0005_find_orders_by_time_and_number"),
        ("workunits", "0001_initial"),
    ]
    operations = [
        migrations.AddField(model_name="line", name="day", field=models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="line", name="day", field=models.DateField()),
        migrations.AddIndex(
            model_name="line", index=models.Index("product", "day", name="line_by_product_day")
        ),
        migrations.RunSQL(CAPACITY, UNGUARD),
    ]

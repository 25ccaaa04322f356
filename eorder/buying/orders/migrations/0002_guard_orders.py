"""Prices are those published, vendors are active, and nobody does two things on one order."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

PRICE = """
CREATE FUNCTION orders_check_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM catalogue_priceversion p JOIN orders_order o ON o.id = NEW.order_id
        JOIN catalogue_product t ON t.id = p.product_id
        WHERE p.id = NEW.price_version_id AND p.product_id = NEW.product_id AND p.amount = NEW.unit_price
            AND p.published_at <= o.placed_at AND t.vendor_id = o.vendor_id) THEN
        RAISE EXCEPTION 'Harga baris % bukan harga yang diumumkan penjual.', NEW.position
            USING ERRCODE = '23514', CONSTRAINT = 'line_price_published';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER line_price_published AFTER INSERT OR UPDATE OF product_id, price_version_id, unit_price
    ON orders_line FOR EACH ROW EXECUTE FUNCTION orders_check_line();
"""
UNPRICE = "DROP TRIGGER line_price_published ON orders_line; DROP FUNCTION orders_check_line();"
VENDOR = """
CREATE FUNCTION orders_check_vendor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM vendors_vendor v WHERE v.id = NEW.vendor_id AND v.state = 'active') THEN
        RAISE EXCEPTION 'Penjual ini sedang tidak aktif.'
            USING ERRCODE = '23514', CONSTRAINT = 'order_vendor_active';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER order_vendor_active AFTER INSERT ON orders_order
    FOR EACH ROW EXECUTE FUNCTION orders_check_vendor();
CREATE CONSTRAINT TRIGGER order_vendor_active_at_acceptance AFTER UPDATE OF state ON orders_order
    FOR EACH ROW WHEN (NEW.state = 'accepted' AND OLD.state = 'placed') EXECUTE FUNCTION orders_check_vendor();
"""
UNVENDOR = """
DROP TRIGGER order_vendor_active ON orders_order;
DROP TRIGGER order_vendor_active_at_acceptance ON orders_order;
DROP FUNCTION orders_check_vendor();
"""
DUTY = """
CREATE FUNCTION orders_check_duty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash text;
BEGIN
    SELECT d.duty INTO clash FROM orders_duty d
        JOIN orders_dutyconflict c ON c.kind = 'forbidden'
            AND ((c.first = d.duty AND c.second = NEW.duty) OR (c.first = NEW.duty AND c.second = d.duty))
        WHERE d.order_id = NEW.order_id AND d.person_id = NEW.person_id AND d.id <> NEW.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Satu orang tidak boleh menjadi % dan % pada pesanan yang sama.', clash, NEW.duty
            USING ERRCODE = '23514', CONSTRAINT = 'duty_kept_apart';
    END IF;
    IF NEW.duty <> 'vendor' AND EXISTS (
        SELECT 1 FROM vendors_member m JOIN orders_order o ON o.vendor_id = m.vendor_id
        WHERE o.id = NEW.order_id AND m.person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'Pejabat pesanan ini punya hubungan dengan penjualnya.'
            USING ERRCODE = '23514', CONSTRAINT = 'duty_without_own_interest';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER duty_kept_apart AFTER INSERT ON orders_duty
    FOR EACH ROW EXECUTE FUNCTION orders_check_duty();
"""
UNDUTY = "DROP TRIGGER duty_kept_apart ON orders_duty; DROP FUNCTION orders_check_duty();"


class Migration(migrations.Migration):
    """Guards of O5, O9, S1, S2 and S3."""

    dependencies = [
        ("orders", "0001_initial"),
        ("catalogue", "0002_guard_prices"),
        ("vendors", "0002_guard_statements"),
        ("workunits", "0002_guard_appointments"),
    ]
    operations = [
        migrations.RunSQL(PRICE, UNPRICE),
        migrations.RunSQL(VENDOR, UNVENDOR),
        migrations.RunSQL(DUTY, UNDUTY),
        append_only("orders_duty"),
    ]

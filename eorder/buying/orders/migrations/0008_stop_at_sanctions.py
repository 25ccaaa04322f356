"""A seller under a sanction gets no new order and accepts none, whoever writes it and whatever comes beside (ADR 22)."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("eorder.buying.orders.migrations.0002_guard_orders")

CHECK = """
CREATE OR REPLACE FUNCTION orders_check_vendor() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- A sanction that is being imposed locks the seller's row as a whole: we wait for it, or it for us. Orders do not
    -- wait for one another. What follows sees whatever was committed before.
    PERFORM FROM vendors_vendor WHERE id = NEW.vendor_id FOR KEY SHARE;
    IF NOT EXISTS (SELECT 1 FROM vendors_vendor v WHERE v.id = NEW.vendor_id AND v.state = 'active') THEN
        RAISE EXCEPTION 'Penjual ini sedang tidak aktif.'
            USING ERRCODE = '23514', CONSTRAINT = 'order_vendor_active';
    END IF;
    IF sanctions_until(
        NEW.vendor_id, CASE NEW.state WHEN 'accepted' THEN coalesce(NEW.accepted_at, now()) ELSE NEW.placed_at END) IS NOT NULL THEN
        RAISE EXCEPTION 'Penjual ini sedang dikenai sanksi.'
            USING ERRCODE = '23514', CONSTRAINT = 'order_vendor_sanctioned';
    END IF;
    RETURN NULL;
END $$;
"""
UNCHECK = BEFORE.VENDOR.split("CREATE CONSTRAINT TRIGGER", maxsplit=1)[0].replace("CREATE", "CREATE OR REPLACE", 1)


class Migration(migrations.Migration):
    """Orders that were accepted before run to their end: nothing looks at the seller then."""

    dependencies = [
        ("orders", "0007_let_prices_cool"),
        ("sanctions", "0002_guard_sanctions"),
        ("vendors", "0007_sanctions_are_no_state"),
    ]
    operations = [migrations.RunSQL(CHECK, UNCHECK)]

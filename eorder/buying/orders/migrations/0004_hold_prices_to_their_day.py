"""Prices and tariffs of an order are those of its last pricing; its ceiling is that of its placing, for good."""

import django.db.models.expressions
from django.db import migrations, models


PATH = "SET search_path = pg_catalog, public, pg_temp"
PRICE = f"""
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
    RETURN NULL;
END $$;
"""
BY_PLACING = PRICE.replace("o.priced_at", "o.placed_at")
CEILING = f"""
CREATE FUNCTION orders_keep_ceiling() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
BEGIN
    RAISE EXCEPTION 'Batas pesanan % ditetapkan saat dipesan dan tidak dapat diubah.', OLD.number
        USING ERRCODE = '23514', CONSTRAINT = 'order_ceiling_stays';
END $$;
CREATE TRIGGER order_ceiling_stays BEFORE UPDATE ON orders_order FOR EACH ROW
    WHEN ((OLD.ceiling, OLD.ceiling_rule, OLD.ceiling_includes_ppn, OLD.placed_at)
        IS DISTINCT FROM (NEW.ceiling, NEW.ceiling_rule, NEW.ceiling_includes_ppn, NEW.placed_at))
    EXECUTE FUNCTION orders_keep_ceiling();
"""
FREE_CEILING = "DROP TRIGGER order_ceiling_stays ON orders_order; DROP FUNCTION orders_keep_ceiling();"


class Migration(migrations.Migration):
    """Guards of M4, M6 and O5."""

    dependencies = [
        ('budgets', '0001_initial'),
        ('catalogue', '0002_guard_prices'),
        ('orders', '0003_state_duty_conflicts'),
        ('packages', '0001_initial'),
        ('vendors', '0002_guard_statements'),
        ('workunits', '0002_guard_appointments'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='order',
            name='order_not_over_ceiling',
        ),
        migrations.AddField(
            model_name='order',
            name='ceiling_includes_ppn',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='order',
            name='priced_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL("UPDATE orders_order SET priced_at = placed_at", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='order',
            name='priced_at',
            field=models.DateTimeField(),
        ),
        migrations.RunSQL(PRICE, BY_PLACING),
        migrations.RunSQL(CEILING, FREE_CEILING),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.CheckConstraint(condition=models.Q(('line_total__gte', 0), ('line_total__lte', 1000000000000000), ('ppn__gte', 0), ('ppn__lte', 1000000000000000), ('unit_price__gte', 0), ('unit_price__lte', 1000000000000000)), name='line_amounts_in_range'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('total__lte', models.F('ceiling')), models.Q(('ceiling_includes_ppn', False), ('subtotal__lte', models.F('ceiling'))), _connector='OR'), name='order_not_over_ceiling'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('ceiling__gte', 0), ('ceiling__lte', 1000000000000000), ('ppn__gte', 0), ('subtotal__gte', 0)), name='order_amounts_in_range'),
        ),
        migrations.AlterConstraint(
            model_name='line',
            name='line_accepted_in_range',
            constraint=models.CheckConstraint(condition=models.Q(('accepted__gte', 0), ('quantity__gte', django.db.models.expressions.CombinedExpression(models.F('accepted'), '+', models.F('rejected'))), ('rejected__gte', 0)), name='line_accepted_in_range'),
        ),
        migrations.AlterConstraint(
            model_name='order',
            name='order_not_overpaid',
            constraint=models.CheckConstraint(condition=models.Q(('paid__gte', 0), ('paid__lte', models.F('accepted_value'))), name='order_not_overpaid'),
        ),
        migrations.AlterConstraint(
            model_name='order',
            name='order_window_ends_after_it_starts',
            constraint=models.CheckConstraint(condition=models.Q(('window_end__gt', models.F('window_start'))), name='order_window_ends_after_it_starts'),
        ),
    ]

"""Since when a product has cost at least what it costs now: from then on the cooling time of its price is counted."""

from django.db import migrations

RISEN = """
CREATE FUNCTION catalogue_risen_at(version uuid) RETURNS timestamptz LANGUAGE sql STABLE
    SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT min(p.published_at) FROM catalogue_priceversion v
    JOIN catalogue_priceversion p ON p.product_id = v.product_id AND p.seq <= v.seq
    WHERE v.id = version AND p.seq > (
        SELECT coalesce(max(lower.seq), 0) FROM catalogue_priceversion lower
        WHERE lower.product_id = v.product_id AND lower.seq < v.seq AND lower.amount < v.amount)
$$;
"""


class Migration(migrations.Migration):
    """A price that fell waits no longer than the one before it; one that rose again after falling waits anew."""

    dependencies = [("catalogue", "0007_capacity_of_a_day")]
    operations = [migrations.RunSQL(RISEN, "DROP FUNCTION catalogue_risen_at(uuid);")]

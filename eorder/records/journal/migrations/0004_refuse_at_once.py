"""A statement that writes a whole act can refuse itself: whatever it wrote is undone."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION records_refuse(rule text) RETURNS boolean LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'Tindakan ini melanggar %.', rule USING ERRCODE = '23514', CONSTRAINT = rule;
END $$;
"""


class Migration(migrations.Migration):
    """Used by `records.at_once`."""

    dependencies = [("journal", "0003_guard_counters")]
    operations = [migrations.RunSQL(REFUSE, "DROP FUNCTION records_refuse(text)")]

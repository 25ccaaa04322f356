"""A series of numbers begins at 1 and grows by 1: no gap, and no number given twice."""

from django.db import migrations

GROW = """
CREATE FUNCTION journal_check_counter() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last = 1 THEN
            RETURN NEW;
        END IF;
    ELSIF (NEW.government_id, NEW.series, NEW.fiscal_year, NEW.last)
            IS NOT DISTINCT FROM (OLD.government_id, OLD.series, OLD.fiscal_year, OLD.last + 1) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Nomor urut % hanya boleh bertambah satu.', NEW.series
        USING ERRCODE = '23514', CONSTRAINT = 'counter_grows_by_one';
END $$;
CREATE TRIGGER counter_grows_by_one BEFORE INSERT OR UPDATE ON journal_counter
    FOR EACH ROW EXECUTE FUNCTION journal_check_counter();
CREATE TRIGGER counter_stays BEFORE DELETE ON journal_counter
    FOR EACH ROW EXECUTE FUNCTION records_refuse_change();
CREATE TRIGGER counter_no_truncate BEFORE TRUNCATE ON journal_counter
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_change();
"""
FREE = """
DROP TRIGGER counter_no_truncate ON journal_counter;
DROP TRIGGER counter_stays ON journal_counter;
DROP TRIGGER counter_grows_by_one ON journal_counter;
DROP FUNCTION journal_check_counter();
"""


class Migration(migrations.Migration):
    """The counters' guard; ON CONFLICT DO UPDATE fires the trigger of INSERT first, with 1."""

    dependencies = [("journal", "0002_guard_events")]
    operations = [migrations.RunSQL(GROW, FREE)]

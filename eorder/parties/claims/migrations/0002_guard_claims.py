"""A claim that was decided or withdrawn stays, and no claim is ever deleted."""

from django.db import migrations

GUARD = """
CREATE FUNCTION claims_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state = 'open' OR TG_OP = 'UPDATE' AND OLD.state = 'open' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Klaim yang sudah diputuskan atau ditarik tidak diubah.'
        USING ERRCODE = '23514', CONSTRAINT = 'claim_in_steps';
END $$;
CREATE TRIGGER claim_in_steps BEFORE INSERT OR UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_keep();
CREATE TRIGGER claim_never_deleted BEFORE DELETE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION records_refuse_change();
"""
UNGUARD = """
DROP TRIGGER claim_never_deleted ON claims_claim;
DROP TRIGGER claim_in_steps ON claims_claim;
DROP FUNCTION claims_keep();
"""


class Migration(migrations.Migration):
    """A claim is made open, and leaves that state once."""

    dependencies = [("claims", "0001_claims"), ("journal", "0002_guard_events")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""Who administers the system holds no other office and belongs to no business, and the reverse (S6)."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("eorder.parties.workunits.migrations.0002_guard_appointments")

APART = """
CREATE FUNCTION vendors_keep_admins_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two acts on one person wait for one another; the later one then sees what the earlier one wrote.
    PERFORM 1 FROM identity_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF EXISTS (
        WITH held AS (
            SELECT role = 'admin' AS is_admin, tstzrange(since, until) AS term FROM workunits_appointment
                WHERE person_id = NEW.person_id
            UNION ALL SELECT true, tstzrange(NULL, NULL) FROM identity_account
                WHERE person_id = NEW.person_id AND kind = 'admin'
            UNION ALL SELECT false, tstzrange(NULL, NULL) FROM vendors_member WHERE person_id = NEW.person_id)
        SELECT 1 FROM held a JOIN held b ON a.is_admin AND NOT b.is_admin AND a.term && b.term) THEN
        RAISE EXCEPTION 'Administrator teknis tidak boleh memegang jabatan lain atau menjadi anggota usaha.'
            USING ERRCODE = '23514', CONSTRAINT = 'admin_apart';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER admin_apart AFTER INSERT OR UPDATE ON workunits_appointment
    FOR EACH ROW EXECUTE FUNCTION vendors_keep_admins_apart();
CREATE TRIGGER admin_apart AFTER INSERT OR UPDATE OF person_id, kind ON identity_account
    FOR EACH ROW EXECUTE FUNCTION vendors_keep_admins_apart();
CREATE TRIGGER admin_apart AFTER INSERT OR UPDATE ON vendors_member
    FOR EACH ROW EXECUTE FUNCTION vendors_keep_admins_apart();
"""
TOGETHER = """
DROP TRIGGER admin_apart ON workunits_appointment;
DROP TRIGGER admin_apart ON identity_account;
DROP TRIGGER admin_apart ON vendors_member;
DROP FUNCTION vendors_keep_admins_apart();
"""


class Migration(migrations.Migration):
    """Replaces the guard of appointments alone, which did not see accounts, businesses or the other writer."""

    dependencies = [("vendors", "0002_guard_statements"), ("workunits", "0002_guard_appointments")]
    operations = [
        migrations.RunSQL(BEFORE.TOGETHER, BEFORE.APART),
        migrations.RunSQL(APART, TOGETHER),
    ]

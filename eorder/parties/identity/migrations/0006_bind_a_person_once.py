"""A person who is known by a NIK stays that person: the digest is bound once and never changes (S2)."""

from django.db import migrations

BIND = """
CREATE FUNCTION identity_keep_nik() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'NIK orang ini sudah tercatat dan tidak dapat diganti.'
        USING ERRCODE = '23514', CONSTRAINT = 'person_nik_bound_once';
END $$;
CREATE TRIGGER person_nik_bound_once BEFORE UPDATE OF nik_digest ON identity_person FOR EACH ROW
    WHEN (OLD.nik_digest IS NOT NULL AND NEW.nik_digest IS DISTINCT FROM OLD.nik_digest)
    EXECUTE FUNCTION identity_keep_nik();
"""
UNBIND = "DROP TRIGGER person_nik_bound_once ON identity_person; DROP FUNCTION identity_keep_nik();"


class Migration(migrations.Migration):
    """Since a business can join by itself, an act may bind a person who was not known by a NIK before."""

    dependencies = [
        ("identity", "0005_sessions_that_name_the_account"),
    ]
    operations = [migrations.RunSQL(BIND, UNBIND)]

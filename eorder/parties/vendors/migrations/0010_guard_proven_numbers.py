"""A number is released only to somebody it was proven to be of, and never taken back (ADR 25)."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

PROVEN = """
CREATE OR REPLACE FUNCTION identity_keep_nik() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.nik_digest IS NULL AND EXISTS (SELECT FROM vendors_provennumber p
            WHERE p.which = 'nik' AND p.number = OLD.nik_digest AND p.person_id <> OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'NIK orang ini sudah tercatat dan tidak dapat diganti.'
        USING ERRCODE = '23514', CONSTRAINT = 'person_nik_bound_once';
END $$;
CREATE FUNCTION vendors_release_number() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE released text[] := '{}';
BEGIN
    IF NEW.nib_released_at IS DISTINCT FROM OLD.nib_released_at THEN
        released := released || 'nib'::text;
    END IF;
    IF NEW.npwp_released_at IS DISTINCT FROM OLD.npwp_released_at THEN
        released := released || 'npwp'::text;
    END IF;
    IF ('nib' = ANY (released) AND OLD.nib_released_at IS NOT NULL)
        OR ('npwp' = ANY (released) AND OLD.npwp_released_at IS NOT NULL)
        OR EXISTS (SELECT FROM unnest(released) AS r(which) WHERE NOT EXISTS (
            SELECT FROM vendors_provennumber p WHERE p.government_id = NEW.government_id AND p.which = r.which
                AND p.number = CASE r.which WHEN 'nib' THEN NEW.nib ELSE NEW.npwp END)) THEN
        RAISE EXCEPTION 'Nomor hanya dilepas satu kali, kepada orang yang terbukti memilikinya.'
            USING ERRCODE = '23514', CONSTRAINT = 'number_released_to_its_owner';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER number_released_to_its_owner BEFORE UPDATE OF nib_released_at, npwp_released_at ON vendors_vendor
    FOR EACH ROW EXECUTE FUNCTION vendors_release_number();
"""
UNPROVEN = """
DROP TRIGGER number_released_to_its_owner ON vendors_vendor;
DROP FUNCTION vendors_release_number();
CREATE OR REPLACE FUNCTION identity_keep_nik() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'NIK orang ini sudah tercatat dan tidak dapat diganti.'
        USING ERRCODE = '23514', CONSTRAINT = 'person_nik_bound_once';
END $$;
"""


class Migration(migrations.Migration):
    """A NIK is still never exchanged for another; it is only taken from whom it was proven not to belong to."""

    dependencies = [
        ("vendors", "0009_numbers_that_were_proven"),
        ("identity", "0006_bind_a_person_once"),
        ("journal", "0002_guard_events"),
    ]
    operations = [append_only("vendors_provennumber"), migrations.RunSQL(PROVEN, UNPROVEN)]

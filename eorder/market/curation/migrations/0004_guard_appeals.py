"""Nobody answers an appeal against their own judgement, nor judges anew what they judged; appeals and answers stay."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

GUARD = """
CREATE FUNCTION curation_guard_appeal() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'waiting' OR (NEW.id, NEW.case_id, NEW.text, NEW.made_by_id, NEW.made_at, NEW.due_at)
                IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.text, OLD.made_by_id, OLD.made_at, OLD.due_at) THEN
            RAISE EXCEPTION 'Keberatan yang sudah diajukan atau diputuskan tidak diubah.'
                USING ERRCODE = '23514', CONSTRAINT = 'curation_appeal_stands';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM curation_curationcase c JOIN curation_grading g ON g.case_id = c.id
            WHERE c.id = NEW.case_id AND c.reviews_id IS NULL) THEN
        RAISE EXCEPTION 'Keberatan diajukan satu kali, atas hasil penilaian.'
            USING ERRCODE = '23514', CONSTRAINT = 'curation_appeal_once_of_a_judgement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER curation_appeal_guarded BEFORE INSERT OR UPDATE ON curation_appeal
    FOR EACH ROW EXECUTE FUNCTION curation_guard_appeal();
CREATE TRIGGER curation_appeal_never_deleted BEFORE DELETE ON curation_appeal
    FOR EACH ROW EXECUTE FUNCTION records_refuse_change();
CREATE TRIGGER curation_appeal_never_truncated BEFORE TRUNCATE ON curation_appeal
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_change();
CREATE FUNCTION curation_answer_apart() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE judged curation_grading;
BEGIN
    SELECT g.* INTO judged FROM curation_appeal a JOIN curation_grading g ON g.case_id = a.case_id
        WHERE a.id = NEW.appeal_id;
    IF judged.curator_id = NEW.decided_by_id THEN
        RAISE EXCEPTION 'Keberatan diputuskan kurator lain daripada yang menilai.'
            USING ERRCODE = '23514', CONSTRAINT = 'appeal_answer_by_another';
    END IF;
    IF (judged.grade = '') <> (NEW.reasons = '') THEN
        RAISE EXCEPTION 'Alasan atas mutu terbuka untuk umum; alasan atas produk yang belum lulus hanya untuk penjualnya.'
            USING ERRCODE = '23514', CONSTRAINT = 'appeal_answer_open_as_the_judgement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_answer_by_another BEFORE INSERT ON curation_appealanswer
    FOR EACH ROW EXECUTE FUNCTION curation_answer_apart();
CREATE FUNCTION curation_review_upheld() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM curation_appeal a WHERE a.case_id = NEW.reviews_id AND a.state = 'upheld') THEN
        RAISE EXCEPTION 'Yang dinilai ulang hanya produk yang keberatannya dikabulkan.'
            USING ERRCODE = '23514', CONSTRAINT = 'curation_review_of_an_upheld_appeal';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER curation_review_upheld BEFORE INSERT OR UPDATE OF reviews_id ON curation_curationcase
    FOR EACH ROW WHEN (NEW.reviews_id IS NOT NULL) EXECUTE FUNCTION curation_review_upheld();
CREATE FUNCTION curation_review_apart() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM curation_curationcase c JOIN curation_grading g ON g.case_id = c.reviews_id
            WHERE c.id = NEW.case_id AND g.curator_id = NEW.curator_id) THEN
        RAISE EXCEPTION 'Produk yang keberatannya dikabulkan dinilai kurator lain.'
            USING ERRCODE = '23514', CONSTRAINT = 'grading_anew_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grading_anew_by_another BEFORE INSERT ON curation_grading
    FOR EACH ROW EXECUTE FUNCTION curation_review_apart();
"""
UNGUARD = """
DROP TRIGGER grading_anew_by_another ON curation_grading;
DROP FUNCTION curation_review_apart();
DROP TRIGGER curation_review_upheld ON curation_curationcase;
DROP FUNCTION curation_review_upheld();
DROP TRIGGER appeal_answer_by_another ON curation_appealanswer;
DROP FUNCTION curation_answer_apart();
DROP TRIGGER curation_appeal_guarded ON curation_appeal;
DROP TRIGGER curation_appeal_never_deleted ON curation_appeal;
DROP TRIGGER curation_appeal_never_truncated ON curation_appeal;
DROP FUNCTION curation_guard_appeal();
"""


class Migration(migrations.Migration):
    """Nobody answers an appeal against their own judgement, nor judges anew what they judged."""

    dependencies = [("curation", "0003_appeals"), ("journal", "0002_guard_events")]
    operations = [migrations.RunSQL(GUARD, UNGUARD), append_only("curation_appealanswer")]

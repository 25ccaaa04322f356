"""Listings say which grade of curation a product has, until when, and whether a curator saw that it is halal."""

from django.db import migrations, models

EXPECT = r"""
CREATE OR REPLACE VIEW finding_expected AS
SELECT p.id AS product_id, p.vendor_id, p.category_id, v.region_id, v.scale, price.amount AS price, p.minimum,
    p.lead_days, ring.place::smallint AS ring_group,
    setweight(to_tsvector('indonesian', finding_plain(p.sort_key)), 'A')
    || setweight(to_tsvector('indonesian', finding_plain(p.description)), 'B')
    || setweight(to_tsvector('indonesian', finding_plain(c.sort_key || ' ' || v.sort_key)), 'C')
    || array_to_tsvector(array_remove(ARRAY['k:' || p.category_id, 'w:' || v.region_id,
        'c:' || left(v.region_id, 5), 's:' || v.scale, 'g:' || ring.place, 'm:' || judged.grade,
        CASE WHEN judged.is_halal THEN 'h:ya' END], NULL)) AS words,
    coalesce(judged.grade, '') AS grade, judged.graded_to, coalesce(judged.is_halal, false) AS is_halal
FROM catalogue_product p
JOIN vendors_vendor v ON v.id = p.vendor_id
JOIN catalogue_category c ON c.code = p.category_id
CROSS JOIN LATERAL (
    SELECT amount FROM catalogue_priceversion WHERE product_id = p.id ORDER BY seq DESC LIMIT 1) AS price
CROSS JOIN LATERAL (
    SELECT get_byte(d, 0) * 4 + get_byte(d, 1) / 64 AS place
    FROM sha256(convert_to(v.id::text, 'UTF8')) AS d) AS ring
LEFT JOIN LATERAL (
    SELECT latest.grade, (latest.valid_until + 1)::timestamp AT TIME ZONE g.time_zone AS graded_to,
        coalesce(p.attributes ->> 'status_halal' = 'bersertifikat halal', false) AND EXISTS (
            SELECT FROM curation_score s WHERE s.grading_id = latest.id AND s.criterion = 'halal') AS is_halal
    FROM (SELECT id, grade, valid_until FROM curation_grading
        WHERE product_id = p.id AND grade <> '' ORDER BY graded_at DESC, id DESC LIMIT 1) AS latest
    JOIN workunits_government g ON g.id = p.government_id) AS judged ON true
WHERE p.state = 'listed' AND v.state = 'active';
"""
BEFORE = """
DROP VIEW finding_expected;
CREATE VIEW finding_expected AS
SELECT p.id AS product_id, p.vendor_id, p.category_id, v.region_id, v.scale, price.amount AS price, p.minimum,
    p.lead_days, ring.place::smallint AS ring_group,
    setweight(to_tsvector('indonesian', finding_plain(p.sort_key)), 'A')
    || setweight(to_tsvector('indonesian', finding_plain(p.description)), 'B')
    || setweight(to_tsvector('indonesian', finding_plain(c.sort_key || ' ' || v.sort_key)), 'C')
    || array_to_tsvector(ARRAY['k:' || p.category_id, 'w:' || v.region_id, 'c:' || left(v.region_id, 5),
        's:' || v.scale, 'g:' || ring.place]) AS words
FROM catalogue_product p
JOIN vendors_vendor v ON v.id = p.vendor_id
JOIN catalogue_category c ON c.code = p.category_id
CROSS JOIN LATERAL (
    SELECT amount FROM catalogue_priceversion WHERE product_id = p.id ORDER BY seq DESC LIMIT 1) AS price
CROSS JOIN LATERAL (
    SELECT get_byte(d, 0) * 4 + get_byte(d, 1) / 64 AS place
    FROM sha256(convert_to(v.id::text, 'UTF8')) AS d) AS ring
WHERE p.state = 'listed' AND v.state = 'active';
"""
_LISTINGS = """
CREATE OR REPLACE FUNCTION finding_refresh(products uuid[]) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- A seller's state cannot change between what is read here and the end of the act. It is not the seller's row that
    -- is locked: acts on its orders wait for that.
    PERFORM pg_advisory_xact_lock_shared(hashtext('finding'), turn) FROM (
        SELECT DISTINCT hashtext(vendor_id::text) & 255 AS turn FROM catalogue_product
        WHERE id = ANY(products) ORDER BY 1) AS turns;
    DELETE FROM finding_listing l WHERE l.product_id = ANY(products)
        AND NOT EXISTS (SELECT FROM finding_expected e WHERE e.product_id = l.product_id);
    INSERT INTO finding_listing (product_id, vendor_id, category_id, region_id, scale, price, minimum, lead_days,
        ring_group, words{more})
    SELECT product_id, vendor_id, category_id, region_id, scale, price, minimum, lead_days, ring_group, words{more}
        FROM finding_expected WHERE product_id = ANY(products) ORDER BY product_id
    ON CONFLICT (product_id) DO UPDATE SET vendor_id = excluded.vendor_id, category_id = excluded.category_id,
        region_id = excluded.region_id, scale = excluded.scale, price = excluded.price, minimum = excluded.minimum,
        lead_days = excluded.lead_days, ring_group = excluded.ring_group, words = excluded.words{excluded};
    INSERT INTO finding_word (word, stem)
    SELECT DISTINCT word, coalesce((ts_lexize('indonesian_stem', word))[1], word)
    FROM catalogue_product p JOIN catalogue_category c ON c.code = p.category_id,
        regexp_split_to_table(finding_plain(p.sort_key || ' ' || c.sort_key), ' ') AS word(word)
    WHERE p.id = ANY(products) AND word ~ '^[a-z]{{3,40}}$'
        AND NOT EXISTS (SELECT FROM finding_word known WHERE known.word = word.word);
END $$;
"""
REFRESH = _LISTINGS.format(
    more=", grade, graded_to, is_halal",
    excluded=", grade = excluded.grade,\n        graded_to = excluded.graded_to, is_halal = excluded.is_halal",
)
# Points are written after their grade, all in one statement. What a business lists that is not active yet follows when it
# becomes so: it is listed nowhere, and to lock its turn before its state changes could block another that does the same.
FOLLOW = """
CREATE FUNCTION finding_follow_score() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM finding_refresh(ARRAY(
        SELECT DISTINCT g.product_id FROM written w JOIN curation_grading g ON g.id = w.grading_id
        JOIN catalogue_product p ON p.id = g.product_id JOIN vendors_vendor v ON v.id = p.vendor_id
        WHERE v.state = 'active'));
    RETURN NULL;
END $$;
CREATE TRIGGER finding_score AFTER INSERT ON curation_score
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION finding_follow_score();
SELECT finding_refresh(ARRAY(SELECT DISTINCT product_id FROM curation_grading WHERE grade <> ''));
"""
LEAVE = "DROP TRIGGER finding_score ON curation_score; DROP FUNCTION finding_follow_score();"


class Migration(migrations.Migration):
    """Only what has a grade is written anew."""

    dependencies = [
        ("finding", "0002_keep_listings"),
        ("curation", "0004_guard_appeals"),
        ("workunits", "0004_applicants_act"),
    ]
    operations = [
        migrations.AddField("listing", "grade", models.CharField(blank=True, default="", max_length=1)),
        migrations.AddField(
            "listing",
            "graded_to",
            models.DateTimeField(help_text="moment at which the grade is over, exclusive", null=True),
        ),
        migrations.AddField("listing", "is_halal", models.BooleanField(default=False)),
        migrations.RunSQL(EXPECT, BEFORE),
        migrations.RunSQL(REFRESH, _LISTINGS.format(more="", excluded="")),
        migrations.RunSQL(FOLLOW, LEAVE),
    ]

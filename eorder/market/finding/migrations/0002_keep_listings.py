"""Listings follow products, prices, sellers and categories in the same statement, whoever writes those."""

from django.db import migrations

EXPECT = r"""
CREATE FUNCTION finding_plain(text) RETURNS text LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT regexp_replace(lower($1), '[^a-z0-9]+', ' ', 'g') $$;
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

REFRESH = """
CREATE FUNCTION finding_refresh(products uuid[]) RETURNS void LANGUAGE plpgsql
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
        ring_group, words)
    SELECT product_id, vendor_id, category_id, region_id, scale, price, minimum, lead_days, ring_group, words
        FROM finding_expected WHERE product_id = ANY(products) ORDER BY product_id
    ON CONFLICT (product_id) DO UPDATE SET vendor_id = excluded.vendor_id, category_id = excluded.category_id,
        region_id = excluded.region_id, scale = excluded.scale, price = excluded.price, minimum = excluded.minimum,
        lead_days = excluded.lead_days, ring_group = excluded.ring_group, words = excluded.words;
    INSERT INTO finding_word (word, stem)
    SELECT DISTINCT word, coalesce((ts_lexize('indonesian_stem', word))[1], word)
    FROM catalogue_product p JOIN catalogue_category c ON c.code = p.category_id,
        regexp_split_to_table(finding_plain(p.sort_key || ' ' || c.sort_key), ' ') AS word(word)
    WHERE p.id = ANY(products) AND word ~ '^[a-z]{3,40}$'
        AND NOT EXISTS (SELECT FROM finding_word known WHERE known.word = word.word);
END $$;
CREATE FUNCTION finding_follow_product() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM finding_refresh(ARRAY(SELECT id FROM written));
    RETURN NULL;
END $$;
CREATE FUNCTION finding_follow_price() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM finding_refresh(ARRAY(SELECT DISTINCT product_id FROM written));
    RETURN NULL;
END $$;
CREATE FUNCTION finding_follow_vendor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('finding'), turn) FROM (
        SELECT DISTINCT hashtext(id::text) & 255 AS turn FROM written ORDER BY 1) AS turns;
    PERFORM finding_refresh(ARRAY(
        SELECT p.id FROM catalogue_product p JOIN written w ON w.id = p.vendor_id));
    RETURN NULL;
END $$;
CREATE FUNCTION finding_follow_category() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM finding_refresh(ARRAY(
        SELECT p.id FROM catalogue_product p JOIN written w ON w.code = p.category_id));
    RETURN NULL;
END $$;
CREATE TRIGGER finding_product AFTER UPDATE ON catalogue_product
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION finding_follow_product();
CREATE TRIGGER finding_price AFTER INSERT ON catalogue_priceversion
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION finding_follow_price();
CREATE TRIGGER finding_vendor AFTER UPDATE ON vendors_vendor
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION finding_follow_vendor();
CREATE TRIGGER finding_category AFTER UPDATE ON catalogue_category
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION finding_follow_category();
SELECT finding_refresh(ARRAY(SELECT id FROM catalogue_product));
"""
LEAVE = """
DROP TRIGGER finding_category ON catalogue_category;
DROP TRIGGER finding_vendor ON vendors_vendor;
DROP TRIGGER finding_price ON catalogue_priceversion;
DROP TRIGGER finding_product ON catalogue_product;
DROP FUNCTION finding_follow_category();
DROP FUNCTION finding_follow_vendor();
DROP FUNCTION finding_follow_price();
DROP FUNCTION finding_follow_product();
DROP FUNCTION finding_refresh(uuid[]);
"""


class Migration(migrations.Migration):
    """A product is listed with its first price, which is written after it; so its own insertion needs no trigger."""

    dependencies = [("finding", "0001_initial")]
    operations = [
        migrations.RunSQL(EXPECT, "DROP VIEW finding_expected; DROP FUNCTION finding_plain(text);"),
        migrations.RunSQL(REFRESH, LEAVE),
    ]

"""What can be found is what can be ordered (F1), and the photos of a product stand one behind the other (F2)."""

from __future__ import annotations

from eorder.openness.consistency.findings import Invariant, Offender, ask


def listings_unlike_products() -> list[Offender]:
    """F1: every orderable product has its listing, every listing its product, and they say the same."""
    return ask("""
        SELECT coalesce(e.product_id, l.product_id)::text, CASE
            WHEN l.product_id IS NULL THEN 'dapat dipesan, tetapi tidak ada di indeks pencarian'
            WHEN e.product_id IS NULL THEN 'ada di indeks pencarian, tetapi tidak dapat dipesan'
            ELSE 'indeks pencarian berisi lain daripada produknya' END
        FROM finding_expected e FULL JOIN finding_listing l USING (product_id)
        WHERE (e.vendor_id, e.category_id, e.region_id, e.scale, e.price, e.minimum, e.lead_days, e.ring_group,
                e.words, e.grade, e.graded_to, e.is_halal)
            IS DISTINCT FROM (l.vendor_id, l.category_id, l.region_id, l.scale, l.price, l.minimum, l.lead_days,
                l.ring_group, l.words, l.grade, l.graded_to, l.is_halal)""")


def photos_out_of_place() -> list[Offender]:
    """F2: photos of a product stand at places from 1 without a gap, each with a size for lists (60,000 bytes)."""
    return ask("""
        SELECT product_id::text, 'tempat fotonya tidak berurutan mulai dari 1'
        FROM photos_photo WHERE position IS NOT NULL GROUP BY product_id HAVING max(position) <> count(*)
        UNION ALL
        SELECT DISTINCT p.product_id::text, 'fotonya tidak punya ukuran untuk daftar'
        FROM photos_photo p WHERE NOT EXISTS (
            SELECT FROM photos_rendition r WHERE r.picture_id = p.picture_id AND r.width <= 320 AND r.size <= 60000)
        UNION ALL
        SELECT DISTINCT p.product_id::text, 'ukuran terbesar fotonya bukan yang dinamai'
        FROM photos_photo p WHERE NOT EXISTS (
            SELECT FROM photos_rendition r WHERE r.picture_id = p.picture_id AND r.sha256 = p.picture_id)""")


FINDING = (
    Invariant(
        "F1",
        "yang dapat dicari adalah yang dapat dipesan",
        "finding_listing",
        listings_unlike_products,
    ),
    Invariant(
        "F2", "foto produk berurutan dan punya ukuran untuk daftar", "photos_photo", photos_out_of_place
    ),
)

"""What can be found is what can be ordered: the index of listings agrees with the products (F1)."""

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
                e.words)
            IS DISTINCT FROM (l.vendor_id, l.category_id, l.region_id, l.scale, l.price, l.minimum, l.lead_days,
                l.ring_group, l.words)""")


FINDING = (
    Invariant(
        "F1",
        "yang dapat dicari adalah yang dapat dipesan",
        "finding_listing",
        listings_unlike_products,
    ),
)

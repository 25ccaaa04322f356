"""The real texts in a database of the software's own: sellers, categories and products, listed by the triggers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_OID, UUID, uuid5

from bench.quality.corpus import Text

_SCALES = ("micro", "small")


def product_id(text: Text) -> UUID:
    """Give the id of the product made of a text."""
    return uuid5(NAMESPACE_OID, f"product {text.name}")


def lay(texts: Sequence[Text]) -> None:
    """Write a product for each text, orderable at once and from one piece on, so that no filter hides any."""
    import psycopg

    from bench.enlarge import administrator

    with psycopg.connect(administrator(), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO regions_region (code, name, level) VALUES ('31.71.01', 'Gambir', 3)")
        _categories(cursor, texts)
        _sellers(cursor, texts)
        _products(cursor, texts)
        cursor.execute("VACUUM (ANALYZE)")


def _categories(cursor, texts: Sequence[Text]) -> None:
    from eorder.foundation.sorting import sort_key

    names = sorted({text.category for text in texts})
    with cursor.copy(
        "COPY catalogue_category (code, name, sort_key, tax_nature, account_codes, unspsc) FROM STDIN"
    ) as copy:
        for name in names:
            copy.write_row((_code(name), name, sort_key(name), "goods", "[]", ""))


def _sellers(cursor, texts: Sequence[Text]) -> None:
    from eorder.foundation.sorting import sort_key

    with cursor.copy(
        """COPY vendors_vendor (id, government_id, name, sort_key, legal_form, nib, npwp, kbli, scale, scale_evidence,
            scale_date, is_pkp, region_id, street, phone, state) FROM STDIN"""
    ) as copy:
        for number, name in enumerate(sorted({text.seller for text in texts})):
            copy.write_row(
                (_seller(name), _government(), name[:120], sort_key(name)[:120], "cv", f"{number:013d}", "", "47610",
                 _SCALES[number % 2], "ukur", "2025-01-01", False, "31.71.01", "", "", "active")
            )  # fmt: skip


def _products(cursor, texts: Sequence[Text]) -> None:
    from eorder.foundation.sorting import sort_key

    with cursor.copy(
        """COPY catalogue_product (id, government_id, vendor_id, category_id, name, sort_key, description, unit,
            minimum, lead_days, attributes, state) FROM STDIN"""
    ) as copy:
        for text in texts:
            copy.write_row(
                (product_id(text), _government(), _seller(text.seller), _code(text.category), text.name,
                 sort_key(text.name)[:160], "", "buah", 1, 0, "{}", "listed")
            )  # fmt: skip
    cursor.execute(
        """INSERT INTO catalogue_priceversion (id, product_id, seq, amount, published_at)
           SELECT gen_random_uuid(), id, 1, 10000, now() FROM catalogue_product"""
    )


def _code(category: str) -> str:
    return uuid5(NAMESPACE_OID, f"category {category}").hex[:20]


def _seller(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"seller {name}")


def _government() -> UUID:
    return uuid5(NAMESPACE_OID, "government")

"""Listings that differ from their products, and photos that are out of place, are named."""

import pytest

PRODUCT = "SELECT min(product_id::text) FROM finding_listing"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM finding_listing WHERE product_id = '{}'",
        "UPDATE finding_listing SET price = price + 1 WHERE product_id = '{}'",
        "UPDATE finding_listing SET words = 'lain' WHERE product_id = '{}'",
    ],
)
def test_f1_when_a_listing_is_not_that_of_its_product_then_the_product_is_named(spoil, broken, statement):
    product = spoil.one(PRODUCT)
    spoil(statement.format(product))
    assert broken() == {"F1": [product]}


def test_f1_when_a_product_was_delisted_behind_the_back_of_the_index_then_named(spoil, broken):
    product = spoil.one(PRODUCT)
    spoil(f"UPDATE catalogue_product SET state = 'delisted' WHERE id = '{product}'", "catalogue_product")
    assert broken()["F1"] == [product]


SHOWN = "SELECT min(product_id::text) FROM photos_photo"


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("UPDATE photos_photo SET position = 2 WHERE product_id = '{}'", ()),
        (
            (
                "UPDATE photos_rendition SET size = 60001 WHERE picture_id IN "
                "(SELECT picture_id FROM photos_photo WHERE product_id = '{}')"
            ),
            ("photos_rendition",),
        ),
        (
            (
                "DELETE FROM photos_rendition WHERE width > 320 AND picture_id IN "
                "(SELECT picture_id FROM photos_photo WHERE product_id = '{}')"
            ),
            ("photos_rendition",),
        ),
    ],
)
def test_f2_when_photos_are_out_of_place_or_size_then_the_product_is_named(spoil, broken, statement, tables):
    product = spoil.one(SHOWN)
    spoil(statement.format(product), *tables)
    assert broken() == {"F2": [product]}

"""Listings that differ from their products are named."""

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

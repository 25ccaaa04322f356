"""Products side by side: at most four, each row said of all of them, and others of the kind to add."""

from uuid import UUID

import pytest

from eorder.market.catalogue.models import Product

pytestmark = pytest.mark.usefixtures("demo_city")


def ids(name):
    return [
        str(each) for each in Product.objects.filter(name=name).order_by("id").values_list("id", flat=True)
    ]


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_compare_when_two_are_chosen_then_each_row_says_both_and_others_can_be_added(
    client, django_assert_num_queries
):
    first, second, *_ = ids("Nasi kotak ayam bakar")
    with django_assert_num_queries(6):
        text = text_of(client.get("/katalog/banding", {"p": [first, second]}))
    sellers = Product.objects.filter(id__in=[first, second]).values_list("vendor__name", flat=True)
    assert all(name in text for name in sellers)
    assert text.count("Rp 42.000 / kotak") == 2
    assert f'href="/katalog/banding?p={second}"' in text  # without the first
    assert all(f"Nasi kotak ayam bakar, {name}" in text for name in sellers)  # the same name, told apart
    added = text.count(f"/katalog/banding?p={first}&amp;p={second}&amp;p=")
    assert 1 <= added <= 6


def test_compare_when_answers_name_the_content_then_shows_a_price_per_measure_and_each_answer(client):
    product = Product.objects.exclude(template=None).order_by("id").first()
    key = next(iter(product.attributes))
    text = text_of(client.get("/katalog/banding", {"p": str(product.id)}))
    label = next(each["label"] for each in product.template.body["attributes"] if each["key"] == key)
    assert label in text


def test_compare_when_more_than_four_or_twice_the_same_then_four_once_each(client, django_assert_num_queries):
    many = [str(each) for each in Product.objects.order_by("id").values_list("id", flat=True)[:6]]
    with django_assert_num_queries(3):
        text = text_of(client.get("/katalog/banding", {"p": [many[0], *many]}))
    assert "Paling banyak empat" in text
    assert text.count('role="columnheader"') == 5


def test_compare_when_nothing_is_chosen_then_says_how_to_begin(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = text_of(client.get("/katalog/banding"))
    assert "Belum ada yang dibandingkan" in text


@pytest.mark.parametrize("product", ["x", str(UUID(int=1)), "' OR 1=1"])
def test_compare_when_a_product_does_not_exist_then_404(client, product):
    assert client.get("/katalog/banding", {"p": product}).status_code == 404


def test_compare_when_in_english_then_answers(client):
    assert "Side by side" in text_of(
        client.get("/en/katalog/banding", {"p": ids("Nasi kotak ayam bakar")[0]})
    )

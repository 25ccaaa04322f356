"""Searching the listings: what is found, in which order, page by page, and in how many statements."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.actions.define_category import define_category
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.catalogue.models import Product
from eorder.market.finding import queries, sql
from eorder.market.finding.asking import Filters, Sort, read_place
from eorder.market.finding.queries import Search, search
from eorder.market.finding.turns import in_turn
from eorder.market.finding.understanding import understand
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator.demo_city import CATEGORIES, load_tables
from eorder.simulator.sellers import OPENED, SHOPS
from tests.factories.cast import at, offer, open_seller

pytestmark = pytest.mark.usefixtures("db")
HOUR = 496_003
BROAD = {category["code"] for category in CATEGORIES}


@pytest.fixture
def shops():
    """The demo shops that sell in the broad categories; walks of the whole ring may take their time."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")
    load_tables()
    government = set_up_government(code="KOTA-CONTOH", name="Kota Contoh")
    sellers = [shop for shop in SHOPS if all(category in BROAD for category, *_ in shop.products)]
    return {shop.key: open_seller(government, shop, 601 + place) for place, shop in enumerate(sellers)}


def find(text="", filters=None, **more):
    return search(
        Search(
            understand(text, at(12)),
            filters or Filters(),
            more.pop("hour", HOUR),
            more.pop("at", at(12)),
            **more,
        )
    )


def names(found):
    return [product["name"] for product in found.products]


def sellers_of(found):
    return [UUID(product["vendor_id"]) for product in found.products]


def listed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM finding_listing")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "text", ["nasi box", "nasi kotak", "NASI KOTAK", "nsai kotak", "nasi kotaak", "10 porsi nasi dus"]
)
def test_search_when_typed_in_any_way_then_the_same_is_found(shops, text):
    found = set(names(find(text)))
    assert {"Nasi kotak ayam bakar", "Nasi kotak ikan pepes"} <= found
    assert not any("Kertas" in name for name in found)


def test_search_when_a_word_is_mistyped_then_it_is_said_which_was_taken(shops):
    assert find("sipdol").instead == {"sipdol": "spidol"}
    assert find("spidol").instead == {}


def test_search_when_nothing_has_all_words_then_what_has_most_of_them_comes_first(shops):
    found = find("spidol papan nasi")
    assert found.is_loose
    assert names(found)[0] == "Spidol papan tulis"
    assert "Nasi rames bungkus" in names(found)


def test_search_when_few_have_all_words_then_those_with_the_first_follow(shops):
    for number, name in enumerate(
        ("Amplop coklat contoh", "Amplop putih 104 contoh", "Map putih 104 contoh")
    ):
        offer(shops["kertas"], "alat-tulis", 1_000 + number, name=name)
    found = find("amplop putih 104")
    assert names(found)[:2] == ["Amplop putih 104 contoh", "Amplop coklat contoh"]
    assert "Map putih 104 contoh" in names(found)[2:]
    assert (found.exact, found.is_loose) == (1, False)


def test_search_when_sorted_by_price_then_what_lacks_a_word_does_not_stand_among_what_has_all(shops):
    for number, name in enumerate(("Amplop coklat contoh", "Amplop putih 104 contoh")):
        offer(shops["kertas"], "alat-tulis", 1_000 + number, name=name)
    assert names(find("amplop putih 104", sort=Sort.CHEAP)) == ["Amplop putih 104 contoh"]


def test_search_when_the_name_says_little_else_then_before_longer_names(shops):
    long = "Zamrud dan banyak barang lain untuk kantor yang dijual bersama dalam satu paket lengkap"
    for number, name in enumerate((long, "Zamrud contoh")):
        offer(shops["kertas"], "alat-tulis", 1_000 + number, name=name)
    found = find("zamrud")
    assert names(found) == ["Zamrud contoh", long]
    assert [row["tier"] for row in found.products] == [0, 3]


def test_search_when_lacking_words_would_be_too_many_then_none_of_those_are_shown(shops, monkeypatch):
    offer(shops["kertas"], "alat-tulis", 1_000, name="Contoh zamrud")
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    found = find("contoh zamrud")
    assert (names(found), found.has_more) == (["Contoh zamrud"], False)


@pytest.mark.parametrize("text", ["", "pulpen"])
@pytest.mark.parametrize("most", [1_000, 1])
def test_search_when_of_one_government_then_of_its_sellers_alone(shops, monkeypatch, text, most):
    other = set_up_government(code="KOTA-LAIN", name="Kota Lain")
    shop = next(shop for shop in SHOPS if shop.key == "pena")
    stranger = open_seller(other, replace(shop, key="lain"), 701)
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    assert set(sellers_of(find(text, Filters(government=other)))) == {stranger.id}
    assert stranger.id in sellers_of(find(text or "pulpen"))


@pytest.mark.parametrize("dense", [24, 0])
def test_list_when_too_long_to_compare_then_each_seller_once_before_any_twice(shops, monkeypatch, dense):
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)
    monkeypatch.setattr(sql, "DENSE", dense)
    for number in range(5):
        offer(shops["kertas"], "alat-tulis", 1_000 + number, name=f"Map contoh {number}")
    monkeypatch.setattr(queries, "PAGE", 5)
    shown, after = [], None
    while not shown or after:
        found = find(after=after)
        shown, after = shown + found.products, found.next_place
    assert len({each["id"] for each in shown}) == len(shown) == listed()
    rounds = [min(each["round"], 2) for each in shown]
    assert rounds == sorted(rounds)
    assert {1, 2} == set(rounds)
    first = [UUID(each["vendor_id"]) for each in shown if each["round"] == 1]
    assert first == in_turn(first, HOUR)


def test_search_when_a_used_word_is_one_slip_from_a_known_name_then_that_too(shops):
    offer(shops["kertas"], "alat-tulis", 1_000, name="Sncak contoh")
    offer(shops["kertas"], "alat-tulis", 1_001, name="Kudapan contoh")
    assert names(find("sncak"))[:2] == ["Sncak contoh", "Kudapan contoh"]


def test_search_when_nothing_has_any_word_then_nothing_is_found_and_nothing_fails(shops):
    found = find("qqqqqq zzzzzz")
    assert (found.count, found.products, found.is_loose) == (0, [], False)


def test_filters_when_chosen_then_leave_in_what_fits_and_count_it(shops):
    everything, few = find(), find(filters=Filters(categories=("alat-tulis",), most_price=60_000))
    assert everything.count == listed() == Product.objects.count()
    assert 0 < few.count < everything.count
    assert all(product["price"] <= 60_000 for product in few.products)
    assert [value for value, *_ in few.facets["kategori"]] == ["alat-tulis"]
    assert sum(count for *_, count in everything.facets["skala"]) == everything.count


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(regions=("31.71.01",)), lambda row: row["vendor__region__name"] == "Gambir"),
        (Filters(scales=("small",)), lambda row: row["vendor__scale"] == "small"),
        (Filters(lead_days=0), lambda row: row["lead_days"] == 0),
        (Filters(quantity=5), lambda row: row["minimum"] <= 5),
        (Filters(least_price=40_000, most_price=60_000), lambda row: 40_000 <= row["price"] <= 60_000),
    ],
)
@pytest.mark.parametrize("most", [1_000, 1])
def test_filter_when_chosen_then_only_what_fits_comes_out(shops, monkeypatch, filters, fits, most):
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    found = find(filters=filters)
    assert found.products
    assert all(map(fits, found.products))


def test_products_when_of_equal_sellers_then_in_turn_and_each_seller_once_before_any_twice(shops):
    for shop in shops.values():
        for number in range(2):
            offer(shop, "alat-tulis", 1_000 + number, name="Penggaris contoh")
    for hour in (HOUR, HOUR + 1, HOUR + 40):
        order = sellers_of(find("penggaris", hour=hour))
        expected = in_turn([shop.id for shop in shops.values()], hour)
        assert order == expected * 2


def test_products_when_found_by_name_then_before_those_found_by_seller(shops):
    offer(shops["mawar"], "alat-tulis", 900, name="Contoh kertas kado")
    first = names(find("kertas"))
    assert {"Kertas A4 80 gram", "Contoh kertas kado"} == set(first[:2])
    assert "Spidol papan tulis" in first[2:]  # of Toko Contoh Kertas


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(("most", "dense"), [(1_000, 24), (1, 24), (1, 0)])
@pytest.mark.parametrize("text", ["", "contoh"])
def test_pages_when_followed_to_the_end_then_show_every_product_once(
    shops, monkeypatch, sort, most, dense, text
):
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    monkeypatch.setattr(sql, "DENSE", dense)
    whole = find(text, sort=sort, near="31.71.01")
    monkeypatch.setattr(queries, "PAGE", 5)
    seen, place = [], None
    while True:
        found = find(text, sort=sort, near="31.71.01", after=place)
        seen += [product["id"] for product in found.products]
        if found.next_place is None:
            break
        place = read_place(found.next_place.text(), sort)
    assert len(seen) == len(set(seen)) == listed()
    assert seen[: len(whole.products)] == [product["id"] for product in whole.products]


@pytest.mark.parametrize("text", ["contoh", "kertas"])
def test_order_when_a_tier_is_sorted_or_walked_then_the_same(shops, monkeypatch, text):
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)
    orders = []
    for dense in (24, 0):
        monkeypatch.setattr(sql, "DENSE", dense)
        orders.append([(row["id"], row["tier"], row["round"]) for row in find(text).products])
    assert orders[0] == orders[1]
    assert orders[0]


def test_sorts_when_by_price_then_by_price_and_when_by_nearness_then_the_same_district_first(shops):
    cheap = [row["price"] for row in find(sort=Sort.CHEAP).products]
    dear = [row["price"] for row in find(sort=Sort.DEAR).products]
    assert cheap == sorted(cheap)
    assert dear == sorted(dear, reverse=True)
    near = [row["vendor__region__name"] for row in find(sort=Sort.NEAR, near="31.71.06").products]
    assert near[0] == "Menteng"
    assert near[near.count("Menteng") :].count("Menteng") == 0


def test_statements_when_counted_then_at_most_four(shops, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(1):
        find()
    with django_assert_num_queries(2):
        find("nasi kotak")
    with django_assert_num_queries(3):
        find("nasi spidol")
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)
    with django_assert_num_queries(4):
        find("nasi spidol")


def test_listing_when_the_price_changes_or_the_product_goes_then_follows(shops):
    shop = shops["kertas"]
    product = offer(shop, "alat-tulis", 5_000, name="Zamrud contoh")
    change_price(product_id=product, price=4_000, by=shop.actor, at=OPENED, command=new_command())
    assert [row["price"] for row in find("zamrud").products] == [4_000]
    delist_product(product_id=product, reason="Habis", by=shop.actor, at=OPENED, command=new_command())
    assert find("zamrud").count == 0


def test_listing_when_its_category_is_renamed_then_found_by_the_new_name(shops):
    assert find("perkakas").count == 0
    define_category(code="alat-tulis", name="Perkakas kantor", tax_nature="goods", account_codes=[])
    assert "Kertas A4 80 gram" in names(find("perkakas"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM finding_listing",
        "UPDATE finding_listing SET price = 1",
        "INSERT INTO finding_word (word, stem) VALUES ('a', 'a')",
        "SELECT finding_refresh(ARRAY(SELECT id FROM catalogue_product))",
    ],
)
def test_listing_when_the_runtime_role_writes_it_then_refused(shops, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", "%", '"', "(((", "a" * 10_000, "&|!:*<->", "\\", "🍱", "dan yang"]
)
def test_search_when_strange_then_answers(shops, text):
    find(text)
    find(text + " kertas")


def test_search_when_the_sort_is_near_without_a_place_then_fair(shops):
    assert sellers_of(find(sort=Sort.NEAR)) == sellers_of(find())
    assert replace(Filters(), quantity=1).tags() == ""

"""The full demo city: every seller's offers fit the templates, and pictures are drawn once."""

from collections import Counter
from itertools import chain

from eorder.market.templates.answers import read_answers, unit_problem
from eorder.market.templates.book import templates
from eorder.simulator.assortment import products_of, shop_name, trade_of
from eorder.simulator.drawing import draw_product, shapes
from eorder.simulator.full_city import SELLERS

CITY = [list(products_of(number)) for number in range(SELLERS)]


def test_offers_when_made_up_then_each_fits_its_template():
    for made in chain.from_iterable(CITY):
        template = templates()[made.form.category_code]
        assert made.form.problems() == {}
        assert read_answers(template, made.answers)[1] == {}
        assert unit_problem(template, made.form.unit) == ""


def test_city_when_full_then_300_sellers_and_3000_products_in_all_80_categories():
    counted = Counter(made.form.category_code for made in chain.from_iterable(CITY))
    assert (SELLERS, counted.total()) == (300, 3_000)
    assert set(counted) == set(templates())
    assert min(counted.values()) >= 10
    assert len({shop_name(number) for number in range(SELLERS)}) == SELLERS
    assert all("Contoh" in shop_name(number) for number in range(SELLERS))
    assert all(len({made.form.name for made in shop}) == len(shop) for shop in CITY)


def test_prices_when_made_up_then_work_is_never_sold_below_what_it_should_cost():
    for made in chain.from_iterable(CITY):
        cost = templates()[made.form.category_code].should_cost
        if cost and cost.unit == made.form.unit:
            assert made.form.price >= cost.total.amount


def test_trades_when_paired_then_of_one_group_but_where_it_has_a_single_category():
    pairs = [trade_of(number) for number in range(80)]
    assert all(first.group == second.group for first, second in pairs)
    assert {first.code for first, _ in pairs} == set(templates())


def test_pictures_when_drawn_then_each_shape_is_used_and_looks_like_no_other():
    pictures = {(made.shape, made.variant) for made in chain.from_iterable(CITY)}
    assert len(pictures) <= 160
    assert {shape for shape, _ in pictures} == set(shapes())
    drawn = {draw_product(shape, 0).content for shape in shapes()}
    assert len(drawn) == len(shapes())
    assert (
        draw_product("chair", 3).content
        == draw_product("chair", 3).content
        != draw_product("chair", 4).content
    )

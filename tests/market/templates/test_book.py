"""The templates that come with the program: enough of them, whole, and with codes that the published tables know."""

import csv
import json
import os
from pathlib import Path

import pytest

from eorder.foundation.money import Rupiah
from eorder.law.taxes.facts import TaxNature
from eorder.law.value import Certainty
from eorder.market.templates.book import templates, vocabulary
from eorder.market.templates.template import Group, Material, ShouldCost, of_body

TEMPLATES = list(templates().values())
DATA = os.environ.get("EORDER_DATA", "")
FEWEST = 40


def test_templates_when_counted_then_cover_the_groups_and_natures():
    assert len(TEMPLATES) >= FEWEST
    assert {each.group for each in TEMPLATES} == set(Group)
    assert {each.tax_nature for each in TEMPLATES} == set(TaxNature)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.code)
def test_template_when_read_then_asks_allows_and_judges(template):
    assert any(each.is_required for each in template.attributes)
    assert template.accounts
    assert template.kbli
    assert template.units
    assert template.criteria
    assert of_body(template.body()) == template
    assert of_body(json.loads(json.dumps(template.body()))) == template


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.code)
def test_template_when_paid_as_food_then_its_tax_is_that_of_food(template):
    meals = {"5.1.02.01.01.0052"} & set(template.accounts)
    if template.tax_nature.is_food:
        assert template.group is Group.FOOD
        assert meals or template.code == "makan-pasien"


def test_names_when_compared_then_each_once():
    for name in ("name", "name_en"):
        assert len({getattr(each, name) for each in TEMPLATES}) == len(TEMPLATES)


def test_vocabulary_when_compared_with_templates_then_nothing_lies_about_unused():
    shared = vocabulary()
    assert {each.key for template in TEMPLATES for each in template.attributes} == set(shared.attributes)
    assert {each.key for template in TEMPLATES for each in template.criteria} == set(shared.criteria)
    assert {each.name for template in TEMPLATES for each in template.units} == set(shared.units)


def test_should_cost_when_made_to_order_then_known_and_marked_as_assumed():
    costs = [each.should_cost for each in TEMPLATES if each.should_cost]
    assert len(costs) >= FEWEST // 2
    assert {cost.certainty for cost in costs} == {Certainty.ASSUMED}
    assert all(cost.source for cost in costs)


def test_should_cost_when_computed_then_work_half_up_and_overhead_down():
    materials = (Material("Beras", 21_000), Material("Kotak", 2_501))
    cost = ShouldCost("kotak", 7, 33_005, 1_500, materials, "contoh", Certainty.ASSUMED)
    assert cost.work == Rupiah(3_851)  # 7 / 60 of 33,005 is 3,850.58
    assert cost.material == Rupiah(23_501)
    assert cost.overheads == Rupiah(4_102)  # 15 % of 27,352 is 4,102.80
    assert cost.total == Rupiah(31_454)


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="EORDER_DATA names no folder of real data")
def test_codes_when_compared_with_the_published_tables_then_all_are_known():
    data = Path(DATA)
    kbli = {each["code"] for each in json.loads((data / "kbli/kbli2020_lengkap.json").read_text())}
    cpv = set(json.loads((data / "cpv-dan-satuan/cpv_en.json").read_text()))
    units = set(json.loads((data / "cpv-dan-satuan/unit_codes_all.json").read_text())) | {"", "PTN"}
    with (data / "kode-rekening-belanja/kode_rekening_belanja.csv").open() as file:
        accounts = {row["kode"] for row in csv.DictReader(file)}
    for each in TEMPLATES:
        assert set(each.kbli) <= kbli, each.code
        assert each.cpv in cpv, each.code
        assert set(each.accounts) <= accounts, each.code
        assert {unit.code for unit in each.units} <= units, each.code

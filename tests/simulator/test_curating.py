"""Curation in the full demo city: grades, refusals, appeals and what waits, all before now, and once."""

from datetime import UTC, datetime

import pytest

from eorder.market.curation.models import Appeal, CurationCase, Grading
from eorder.market.finding.asking import Filters
from eorder.market.finding.queries import Search, search
from eorder.market.finding.understanding import Question
from eorder.openness.consistency.finding import listings_unlike_products
from eorder.records.journal.models import Event
from eorder.simulator.curating import curate_city
from eorder.simulator.demo_city import load_demo_city
from eorder.simulator.full_city import fill_city

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 18, 5, tzinfo=UTC)


def test_city_when_curated_then_graded_refused_appealed_and_waiting_before_now_and_once():
    load_demo_city(NOW)
    fill_city(80)
    count = curate_city(80, NOW)
    states = CurationCase.objects.filter(reviews=None).values_list("state", flat=True)
    assert (count, len(states)) == (18, 18)
    assert set(states) == {"passed", "refused", "waiting"}
    assert {"A", "B", ""} <= set(Grading.objects.values_list("grade", flat=True))
    assert sorted(Appeal.objects.values_list("state", flat=True)) == ["dismissed", "upheld", "waiting"]
    assert CurationCase.objects.filter(state="waiting", due_at__lt=NOW).count() == 0
    assert Appeal.objects.filter(state="waiting", due_at__lt=NOW).count() == 0
    assert not Event.objects.filter(name__startswith="curation", at__gt=NOW).exists()
    found = search(Search(Question(), Filters(grades=("A",)), 496_003, NOW))
    assert found.count == Grading.objects.filter(grade="A").count() > 0
    assert listings_unlike_products() == []
    assert curate_city(80, NOW) == 0

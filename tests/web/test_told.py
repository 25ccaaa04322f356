"""Texts from below reach an English page in English or marked as Indonesian, and an Indonesian page as they are."""

import pytest
from django.utils import translation
from jinja2 import Environment

from eorder.buying.orders.states import LABELS as ORDER_LABELS
from eorder.buying.packages.states import LABELS as PACKAGE_LABELS
from eorder.papers.queries import TITLES
from eorder.parties.identity.policy import POLICIES
from eorder.web.jinja import environment
from eorder.web.told import Indonesian, told, told_all

BELOW = [
    *ORDER_LABELS.values(),
    *PACKAGE_LABELS.values(),
    *TITLES.values(),
    *(each.words for each in POLICIES),
]
REFUSAL = "Sisa pagu Rp 1.000 tidak cukup untuk Rp 2.000."


def shown(text) -> str:
    made: Environment = environment()
    return made.from_string("{{ text|told }}").render(text=text)


@pytest.mark.parametrize("text", BELOW)
def test_label_when_the_page_is_english_then_said_in_english(text):
    with translation.override("en"):
        assert not isinstance(told(text), Indonesian)
        assert told(text) != text


@pytest.mark.parametrize("text", [*BELOW, REFUSAL, ""])
def test_text_when_the_page_is_indonesian_then_as_it_is(text):
    with translation.override("id"):
        assert told(text) == text
        assert not isinstance(told(text), Indonesian)


def test_sentence_with_values_when_the_page_is_english_then_marked_indonesian():
    with translation.override("en"):
        assert shown(REFUSAL) == f'<span lang="id">{REFUSAL}</span>'
        assert told_all({"quantity": REFUSAL}) == {"quantity": REFUSAL}


def test_text_that_somebody_wrote_when_marked_then_still_escaped():
    with translation.override("en"):
        assert shown("<b>Murah</b>") == '<span lang="id">&lt;b&gt;Murah&lt;/b&gt;</span>'


def test_text_when_told_twice_or_empty_then_the_same():
    with translation.override("en"):
        assert told(told("Pesanan ini tidak ada.")) == "This order does not exist."
        assert not isinstance(told(told("Pesanan ini tidak ada.")), Indonesian)
        assert told("") == ""
        assert shown(told(REFUSAL)) == f'<span lang="id">{REFUSAL}</span>'

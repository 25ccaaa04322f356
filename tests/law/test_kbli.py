"""Codes of both editions of the KBLI, and which fit a category."""

import pytest

from eorder.law.kbli import kbli_codes, kbli_editions, kbli_fits


def test_codes_when_read_then_as_many_as_the_publications_have():
    assert {edition: len(codes) for edition, codes in kbli_codes().items()} == {"2020": 1790, "2025": 1559}
    assert all(code.isdigit() and len(code) == 5 for codes in kbli_codes().values() for code in codes)


@pytest.mark.parametrize(("code", "editions"), [("56210", ("2020", "2025")), ("00000", ()), ("", ())])
def test_editions_when_asked_then_those_that_know_the_code(code, editions):
    assert kbli_editions(code) == editions


def test_fit_when_only_the_newer_edition_knows_a_code_then_its_group_decides():
    newer = min(code for code in kbli_codes()["2025"] - kbli_codes()["2020"] if code[:3] == "103")
    assert kbli_fits(newer, ("10399",))
    assert not kbli_fits(newer, ("47611",))


@pytest.mark.parametrize(
    ("code", "wanted", "fits"),
    [("56210", ("56210", "56290"), True), ("56290", ("56210",), False), ("47611", (), True)],
)
def test_fit_when_the_code_is_of_2020_then_it_must_be_one_of_them(code, wanted, fits):
    assert kbli_fits(code, wanted) is fits

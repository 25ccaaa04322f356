"""`eorder law show`."""

from datetime import date

import pytest
from typer.testing import CliRunner

from eorder.cli.law import law
from eorder.law.book import all_on


def show(day, **environment):
    return CliRunner().invoke(law, ["show", day], env={"COLUMNS": "300", **environment})


@pytest.mark.parametrize(
    ("day", "rate", "since"), [("2022-03-31", "10 %", "2010-04-01"), ("2022-04-01", "11 %", "2022-04-01")]
)
def test_show_when_given_a_day_then_prints_what_held(day, rate, since):
    answer = show(day)
    assert answer.exit_code == 0
    (row,) = [line for line in answer.output.splitlines() if " ppn_rate " in line]
    assert rate in row
    assert since in row
    assert "UU" in row


@pytest.mark.parametrize("day", ["2018-07-01", "2022-03-31", "2026-08-10"])
def test_show_when_given_a_day_then_prints_every_parameter_with_its_article(day):
    answer, held = show(day), all_on(date.fromisoformat(day))
    names = {line.split("│")[1].strip() for line in answer.output.splitlines() if line.count("│") > 1}
    assert {"contract_form_receipt_limit", "late_fine_rate"} <= names
    assert names - {""} == {value.name for value in held}


@pytest.mark.parametrize("day", ["2022-02-31", "kemarin", ""])
def test_show_when_the_day_does_not_exist_then_refuses(day):
    answer = show(day)
    assert answer.exit_code == 2
    assert "2022-03-31" in answer.output


def test_show_when_the_book_does_not_reach_so_far_back_then_says_so():
    answer = show("1900-01-01")
    assert answer.exit_code == 1
    assert "Tidak ada ketentuan" in answer.output

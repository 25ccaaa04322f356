"""`eorder check` on a whole city: one line for each invariant, and 1 for a broken one."""

import json

import pytest
import typer
from typer.testing import CliRunner

from eorder.cli.check import check
from eorder.openness.consistency.runner import INVARIANTS


@pytest.fixture
def command():
    app = typer.Typer()
    app.command()(check)
    return lambda *options: CliRunner().invoke(app, options)


@pytest.mark.usefixtures("committed_db")
def test_check_when_all_holds_then_a_line_each_and_zero(command):
    result = command()
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.output.splitlines()] == [
        [each.code, "ok"] for each in INVARIANTS
    ]


def test_check_when_one_is_broken_then_json_names_it_and_one(command, spoil):
    spoil("UPDATE packages_package SET ordered = ordered + 1 WHERE rup_id = 99010006")
    result = command("--json")
    failed = [each for each in json.loads(result.output) if not each["holds"]]
    assert result.exit_code == 1
    assert [(each["code"], each["offenders"][0]["key"]) for each in failed] == [("P1", "RUP 99010006")]

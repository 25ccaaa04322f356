"""`eorder exposure verify`."""

from uuid import UUID

import pytest
from typer.testing import CliRunner

from eorder.cli.app import app
from eorder.foundation.errors import ConfigurationError
from eorder.market.finding.turns import group_of, in_turn
from eorder.market.finding.verifying import COLUMNS, COMPARED, WALKED

SELLERS = [UUID(int=number * 7919, version=4) for number in range(1, 13)]


def verify(file):
    return CliRunner().invoke(app, ["exposure", "verify", str(file)])


@pytest.fixture
def order(tmp_path):
    """Writes an order as it is published."""

    def write(rows):
        file = tmp_path / "urutan.csv"
        file.write_text("\n".join([",".join(COLUMNS), *(",".join(map(str, row)) for row in rows)]) + "\n")
        return file

    return write


def published(hour, way=COMPARED, swapped=0):
    sellers = in_turn(SELLERS, hour)
    if swapped:
        sellers[0], sellers[swapped] = sellers[swapped], sellers[0]
    return [[hour, way, place, 0, 1, group_of(each), each, each] for place, each in enumerate(sellers, 1)]


@pytest.mark.parametrize("way", [COMPARED, WALKED])
def test_verify_when_the_rule_was_followed_then_says_so(order, way):
    answer = verify(order(published(496_000, way) + published(496_001, way)))
    assert answer.exit_code == 0
    assert "24 baris, 2 jam, 12 penjual" in answer.output
    assert "0 kesalahan" in answer.output


def test_verify_when_somebody_was_put_first_then_named(order):
    answer = verify(order(published(496_000, swapped=5)))
    assert answer.exit_code == 1
    assert str(in_turn(SELLERS, 496_000)[0]) in answer.output


def test_verify_when_a_seller_is_given_another_group_then_named(order):
    rows = published(496_000)
    rows[3][5] = (rows[3][5] + 1) % 1024
    answer = verify(order(rows))
    assert answer.exit_code == 1
    assert f"termasuk kelompok {group_of(rows[3][6])}" in answer.output


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\xff", ",".join(COLUMNS) + "\n1,2\n"])
def test_verify_when_the_file_is_another_then_refused(tmp_path, content):
    file = tmp_path / "lain.csv"
    file.write_bytes(content.encode("latin-1"))
    answer = verify(file)
    assert isinstance(answer.exception, ConfigurationError)
    assert "bukan urutan katalog" in str(answer.exception)


@pytest.mark.parametrize("left_out", [0, 5])
def test_verify_when_a_line_is_left_out_then_named(order, left_out):
    rows = published(496_000)
    del rows[left_out]
    answer = verify(order(rows))
    assert answer.exit_code == 1
    assert f"baris ke-{left_out + 1} bernomor {left_out + 2}" in answer.output


def test_verify_when_nothing_was_shown_then_nothing_is_wrong(order):
    assert "0 baris, 0 jam, 0 penjual" in verify(order([])).output

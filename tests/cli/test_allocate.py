"""`eorder allocate`, and the outsider's check of what it wrote."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from eorder.buying.massorders.allocation import verify_allocation
from eorder.cli.app import app
from eorder.foundation.errors import ConfigurationError, InvalidValueError
from tests.buying.massorders.samples import SEED_FILE, files_of, maker, terms, written

VALUE = terms([maker("a", 400), maker("b", 900, minimum=700), maker("c", 90, proven=None)], need=1_003)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inputs.json").write_bytes(written(VALUE))
    (tmp_path / "seed.json").write_bytes(SEED_FILE)
    return tmp_path


def allocate(*arguments):
    return CliRunner().invoke(app, ["allocate", *map(str, arguments)])


def test_allocate_when_the_seed_lies_beside_then_writes_shares_that_the_verifier_accepts(folder):
    done = allocate(folder / "inputs.json")
    assert done.exit_code == 0
    assert done.stdout.encode() == files_of(VALUE)[2]
    assert "sisa 3 buah lebih kecil dari satu lot" in done.stderr
    (folder / "shares.json").write_text(done.stdout)
    names = [folder / name for name in ("inputs.json", "seed.json", "shares.json")]
    checked = subprocess.run(
        [sys.executable, verify_allocation.__file__, *names], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout[:3]) == (0, "YA:")


def test_allocate_when_the_seed_is_elsewhere_then_is_named(folder):
    (folder / "seed.json").rename(folder / "benih.json")
    missing = allocate(folder / "inputs.json")
    assert isinstance(missing.exception, ConfigurationError)
    assert "--seed" in missing.exception.sentence
    assert allocate(folder / "inputs.json", "--seed", folder / "benih.json").exit_code == 0


def test_allocate_when_inputs_are_wrong_then_writes_nothing(folder):
    (folder / "inputs.json").write_bytes(written({**VALUE, "need": 0}))
    done = allocate(folder / "inputs.json")
    assert isinstance(done.exception, InvalidValueError)
    assert done.stdout == ""


def test_route_when_shares_were_allocated_then_brings_them_to_the_points(folder):
    shares, places = folder / "shares.json", folder / "places.json"
    shares.write_text(allocate(folder / "inputs.json").stdout)
    point = {
        "id": "p",
        "latitude_millionths": -6_200_000,
        "longitude_millionths": 106_800_000,
        "pieces": 1_000,
    }
    here = [
        {"latitude_millionths": -6_200_000, "longitude_millionths": 106_809_000, "id": name} for name in "ac"
    ]
    places.write_bytes(written({"makers": here, "points": [point]}))
    done = CliRunner().invoke(app, ["route", str(shares), str(places)])
    assert (done.exit_code, done.stderr.split(" rute")[0]) == (0, "45 lot dalam 2")
    routes = json.loads(done.stdout)["routes"]
    assert [(each["maker"], each["lots"], each["metres"]) for each in routes] == [
        ("a", 40, 995),
        ("c", 5, 995),
    ]
    places.write_bytes(written({"makers": here[:1], "points": [point]}))
    refused = CliRunner().invoke(app, ["route", str(shares), str(places)])
    assert isinstance(refused.exception, InvalidValueError)
    assert "Letak pembuat c tidak ada" in refused.exception.sentence

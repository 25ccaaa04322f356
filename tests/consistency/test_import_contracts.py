"""The floors of the house are contracts that a program checks, and no room stands outside them."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.consistency.source import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_imports_when_checked_then_every_contract_is_kept():
    program = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in checked.stdout


def test_contracts_when_of_layers_then_exhaustive():
    layers = [each for each in CONTRACTS if each["type"] == "layers"]
    assert len(CONTRACTS) == 6
    assert all(each["exhaustive"] and not each.get("exhaustive_ignores") for each in layers)


def test_models_when_forbidden_to_pages_then_all_are():
    forbidden = next(each for each in CONTRACTS if "eorder.web" in each.get("source_modules", []))
    standing = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("eorder/**/models.py")
    }
    assert set(forbidden["forbidden_modules"]) == standing

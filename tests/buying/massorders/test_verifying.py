"""The standalone verifier as an outsider runs it: the file alone, beside the published files."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eorder.buying.massorders.allocation import verify_allocation
from tests.buying.massorders.samples import SEED_FILE, files_of, maker, terms

MAKERS = [
    maker("a", 400, minimum=50), maker("b", 90), maker("c", 900, minimum=700), maker("d", 40, proven=None),
    maker("e", 500, scale="kecil"), maker("f", 380, owners=["pemilik-a"]), maker("g", 333, proven=100),
]  # fmt: skip
NAMES = ("inputs.json", "seed.json", "shares.json")


@pytest.fixture(scope="module")
def files():
    return files_of(terms(MAKERS))


@pytest.fixture
def desk(tmp_path, files):
    """A folder of somebody who has nothing but the published files."""
    for name, content in zip(NAMES, files, strict=True):
        (tmp_path / name).write_bytes(content)
    shutil.copy(verify_allocation.__file__, tmp_path)
    return tmp_path


def run(desk, *more):
    command = [sys.executable, "-I", "-S", "verify_allocation.py", *NAMES, *more]
    return subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)


def test_verifier_when_nothing_was_changed_then_says_yes(desk):
    done = run(desk)
    assert (done.returncode, done.stdout) == (
        0, "YA: 100 dari 100 lot dibagi kepada 5 dari 7 pembuat menurut eorder-allocation/1.\n",
    )  # fmt: skip


def test_verifier_when_the_seed_was_known_before_closing_then_says_no():
    late = terms(MAKERS)
    late["draw"]["closes_at"] = "2023-09-15T11:00:03Z"  # the very moment of the round
    content = json.dumps(late, indent=1).encode()
    shares = json.loads(files_of(terms(MAKERS))[2]) | {"inputs_sha256": hashlib.sha256(content).hexdigest()}
    written = json.dumps(shares, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    with pytest.raises(verify_allocation.FaultError, match="sudah ada saat penawaran ditutup"):
        verify_allocation.check(content, SEED_FILE, written)


def test_verifier_when_the_digest_was_published_then_knows_other_inputs(desk, files):
    digest = json.loads(files[2])["inputs_sha256"]
    assert run(desk, digest).returncode == 0
    changed = run(desk, digest[:-1] + ("0" if digest[-1] != "0" else "1"))
    assert changed.returncode == 1
    assert "sidik yang diumumkan" in changed.stdout


def test_verifier_when_a_file_is_missing_or_not_named_then_says_so(desk):
    (desk / "seed.json").unlink()
    assert run(desk).stdout.startswith("TIDAK: seed.json: tidak dapat dibaca")
    helped = subprocess.run(
        [sys.executable, "verify_allocation.py"], cwd=desk, capture_output=True, text=True, check=False
    )
    assert (helped.returncode, "usage:" in helped.stdout) == (2, True)


@pytest.mark.parametrize("changed", range(3), ids=NAMES)
def test_verifier_when_any_single_byte_is_another_then_says_no_and_where(files, changed):
    for place in range(len(files[changed])):
        for value in (files[changed][place] ^ 1, ord("7"), ord(" ")):
            if value == files[changed][place]:
                continue
            other = files[changed][:place] + bytes([value]) + files[changed][place + 1 :]
            with pytest.raises(verify_allocation.FaultError) as found:
                verify_allocation.check(*files[:changed], other, *files[changed + 1 :])
            assert ":" in str(found.value)


@pytest.mark.parametrize("changed", range(3), ids=NAMES)
def test_verifier_when_a_byte_is_missing_or_added_then_says_no(files, changed):
    for place in range(len(files[changed])):
        for middle in (b"", files[changed][place : place + 1] * 2):
            other = files[changed][:place] + middle + files[changed][place + 1 :]
            with pytest.raises(verify_allocation.FaultError):
                verify_allocation.check(*files[:changed], other, *files[changed + 1 :])


def rewritten(files, change):
    """Shares that somebody changed by design and wrote as they must be written."""
    shares = json.loads(files[2])
    change(shares)
    return json.dumps(shares, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def row(shares, name):
    return next(each for each in shares["shares"] if each["maker"] == name)


def moved(shares):
    row(shares, "a")["lots"] -= 1
    row(shares, "b")["lots"] += 1


def readmitted(shares):
    step = next(each for each in shares["steps"] if "c" in each["left"])
    step["left"].remove("c")
    step["before_last_left"] = None


def driven_out(shares):
    step = shares["steps"][1]
    step["before_last_left"] = step["level"]
    step["left"].append("a")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (moved, "shares.shares[0].lots: tertulis 39, seharusnya 40"),
        (readmitted, "shares.steps[1].level"),
        (driven_out, "shares.steps[1]"),
        (lambda shares: shares["steps"][1]["level"].update(lots=38), "shares.steps[1].level"),
        (lambda shares: shares["steps"].pop(), "shares.steps, banyaknya"),
        (lambda shares: row(shares, "f").update(stands_in=""), "shares.shares[5].stands_in"),
        (lambda shares: row(shares, "a").update(lots=39.0), "bukan bilangan bulat"),
        (lambda shares: shares["shares"].pop(), "shares.shares, banyaknya"),
        (lambda shares: shares.update(more=1), "shares, kunci"),
        (lambda shares: shares.update(rule="eorder-allocation/2"), "shares.rule"),
    ],
)
def test_verifier_when_shares_were_changed_by_design_then_says_where(files, change, where):
    with pytest.raises(verify_allocation.FaultError) as found:
        verify_allocation.check(files[0], files[1], rewritten(files, change))
    assert where in str(found.value)


def test_verifier_when_read_then_needs_no_more_than_the_standard_library_and_300_lines():
    lines = Path(verify_allocation.__file__).read_text().splitlines()
    assert len(lines) < 300
    assert {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))} == {
        "collections", "datetime", "hashlib", "json", "pathlib", "sys", "typing",
    }  # fmt: skip

"""`eorder purchase` walks a whole purchase, also on an imported package, and all records agree afterwards."""

import re

import pytest

from tests.buying.packages.test_package_rows import ROW
from tests.cli.test_import import write

pytestmark = pytest.mark.xdist_group("installation")
RUP = "90000010"
ACTS = (
    "package.disposed_to_ppk", "package.prepared", "package.disposed_to_officer", "package.taken_up",
    "order.placed", "order.accepted", "order.shipped", "order.received", "order.handed_over", "order.invoiced",
    "order.verified", "order.paid", "order.closed",
)  # fmt: skip


@pytest.fixture(scope="module")
def walked(installation, tmp_path_factory):
    """What the command printed for an imported package."""
    package = {"kd_rup": RUP, "kd_satker": "900010", "nama_satker": "Unit Impor", "pagu": "7700000"}
    file = write(tmp_path_factory.mktemp("rup") / "rup.csv", ROW | package)
    assert installation.eorder("import", "rup", file).returncode == 0
    result = installation.eorder("purchase", "--package", RUP)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_purchase_when_walked_then_every_act_stands_in_order(walked):
    assert "Unit Impor membeli dari Dapur Contoh Mawar" in walked
    places = [walked.index(f" {act} ") for act in ACTS]
    assert places == sorted(places)


def test_purchase_when_walked_then_amounts_papers_and_addresses_are_told(walked, installation):
    [(number, total, paid)] = installation.query(
        "SELECT o.number, o.total, o.paid FROM orders_order o JOIN packages_package p ON p.id = o.package_id"
        " WHERE p.rup_id = %s",
        int(RUP),
    )
    assert paid == total == 1_500_000
    assert "Nilai Rp 1.500.000, diterima Rp 1.500.000" in walked
    assert re.search(r"Dibayar Rp [0-9.]+ ke penjual, pajak Rp [0-9.]+, pada 2025-12-", walked)
    assert len(re.findall(r"sha256 [0-9a-f]{16}", walked)) == 3
    assert f"http://localhost:8000/pembelian/{number}" in walked
    assert "http://localhost:8000/ocds/records/ocds-xxxxxx-" in walked


@pytest.mark.usefixtures("walked")
def test_purchase_when_walked_then_no_invariant_is_broken(installation):
    result = installation.eorder("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert "FAIL" not in result.stdout


@pytest.mark.usefixtures("walked")
def test_passwords_when_kept_then_as_argon2id(installation):
    found = installation.query("SELECT password FROM identity_account WHERE kind <> 'system'")
    hashes = [password for (password,) in found]
    assert len(hashes) > 10
    assert [each for each in hashes if not each.startswith("argon2$argon2id$")] == []


def test_purchase_when_the_package_is_unknown_then_two_and_a_sentence(installation):
    result = installation.eorder("purchase", "--package", "1")
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_purchase_when_the_site_is_public_then_no_demo_people_come_in(installation):
    public = {"EORDER_PUBLIC_URL": "https://e-order.contoh.id", "EORDER_OCID_PREFIX": "ocds-abc123"}
    result = installation.eorder("purchase", **public)
    assert (result.returncode, result.stdout) == (2, "")
    assert "kata sandi yang diketahui umum" in result.stderr

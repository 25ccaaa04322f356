"""`eorder import`: the dry run says what the import does and changes nothing; a second import has no effect."""

import csv

import pytest

from tests.buying.budgets.test_budget_rows import LINE
from tests.buying.packages.test_package_rows import ROW

pytestmark = pytest.mark.xdist_group("installation")
UNIT, ACCOUNT, GOVERNMENT = "900001", "5.1.02.01.01.0024", "UJI1"
COUNTS = (
    "SELECT (SELECT count(*) FROM journal_event), (SELECT count(*) FROM ledger_transfer),"
    " (SELECT count(*) FROM workunits_unit), (SELECT count(*) FROM packages_package),"
    " (SELECT count(*) FROM budgets_budgetline), (SELECT count(*) FROM budgets_budgetaccount),"
    " (SELECT count(*) FROM regions_region)"
)


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(int(row["baris"]), row["kode"]) for row in csv.DictReader(file)]


def body(result):
    """The report without its title, which alone says whether it was kept."""
    return result.stdout.splitlines()[1:]


@pytest.fixture(scope="module")
def ground(installation, tmp_path_factory):
    """A unit, by importing its package, and an account."""
    folder = tmp_path_factory.mktemp("ground")
    package = {"kd_klpd": GOVERNMENT, "kd_satker": UNIT, "kd_rup": "90000001", "tahun_anggaran": "2025"}
    rup = write(folder / "rup.csv", ROW | package)
    accounts = write(folder / "rekening.csv", {"kode": ACCOUNT, "nama": "Alat tulis kantor"})
    for given in (("rup", rup), ("accounts", accounts)):
        assert installation.eorder("import", *given).returncode == 0
    return installation


def budget(folder, *changes):
    line = LINE | {"kode_satker": UNIT, "kode_rekening": ACCOUNT}
    return write(folder / "anggaran.csv", *(line | each for each in changes))


def test_import_when_rows_are_refused_then_dry_run_file_and_import_say_the_same(ground, tmp_path):
    file = budget(
        tmp_path,
        {"tahun": "2031"},
        {"tahun": "2032", "pagu": "-1"},
        {"tahun": "2033", "kode_rekening": "5.9.99.99.99.9999"},
        {"tahun": "2034", "kode_satker": "999999"},
        {"tahun": "2035", "pagu": "100"},
        {"tahun": "2035", "pagu": "200"},
        {"tahun": "2031"},
    )
    before = ground.query(COUNTS)
    reports = [tmp_path / "dry.csv", tmp_path / "import.csv"]
    given = ("import", "budget", file, "--government", GOVERNMENT, "--refusals")
    dry = ground.eorder(*given, reports[0], "--dry-run")
    assert ground.query(COUNTS) == before
    kept = ground.eorder(*given, reports[1])
    assert (dry.returncode, kept.returncode, dry.stderr, kept.stderr) == (1, 1, "", "")
    assert body(dry) == body(kept)
    assert body(kept)[0] == "  dibaca 7, baru 1, tidak berubah 0, berubah 0, berulang 1, ditolak 5"
    assert read(reports[0]) == [
        (3, "rupiah_negative"),
        (4, "unknown_account"),
        (5, "unknown_unit"),
        (6, "rows_contradict"),
        (7, "rows_contradict"),
    ]
    assert reports[1].read_bytes() == reports[0].read_bytes()
    lines = ground.query(
        "SELECT fiscal_year, ceiling FROM budgets_budgetline WHERE fiscal_year BETWEEN 2031 AND 2035"
    )
    assert lines == [(2031, 120_000_000)]


def test_import_when_repeated_then_nothing_is_booked_again(ground, tmp_path):
    file = budget(tmp_path, {"tahun": "2041"}, {"tahun": "2042"})
    given = ("import", "budget", file, "--government", GOVERNMENT)
    assert ground.eorder(*given).returncode == 0
    before = ground.query(COUNTS)
    again = ground.eorder(*given)
    assert again.returncode == 0
    assert body(again)[0] == "  dibaca 2, baru 0, tidak berubah 2, berubah 0, berulang 0, ditolak 0"
    assert ground.query(COUNTS) == before


@pytest.mark.parametrize(
    ("table", "rows", "counts"),
    [
        (
            "regions",
            [{"kode": "98", "nama": "Satu"}, {"kode": "97", "nama": "Dua"}, {"kode": "97", "nama": "Tiga"}],
            "dibaca 3, baru 1, tidak berubah 0, berubah 0, berulang 0, ditolak 2",
        ),
        (
            "accounts",
            [{"kode": "5.1.02.98.01.0001", "nama": "Satu"}, {"kode": "5.1", "nama": "Dua"}],
            "dibaca 2, baru 1, tidak berubah 0, berubah 0, berulang 0, ditolak 1",
        ),
        (
            "rup",
            [ROW | {"kd_rup": "90000002"}, ROW | {"kd_rup": "90000003", "kd_satker": "9" * 12}],
            "dibaca 2, baru 1, tidak berubah 0, berubah 0, berulang 0, ditolak 1",
        ),
    ],
)
def test_each_table_when_dry_run_then_imported_then_repeated(installation, tmp_path, table, rows, counts):
    file = write(tmp_path / "tabel.csv", *rows)
    before = installation.query(COUNTS)
    dry = installation.eorder("import", table, file, "--dry-run")
    assert installation.query(COUNTS) == before
    kept = installation.eorder("import", table, file)
    after = installation.query(COUNTS)
    again = installation.eorder("import", table, file)
    assert [each.returncode for each in (dry, kept, again)] == [1, 1, 1]
    assert body(dry) == body(kept)
    assert body(kept)[0].strip() == counts
    assert "baru 0, tidak berubah 1, berubah 0" in body(again)[0]
    assert after != before
    assert installation.query(COUNTS) == after


@pytest.mark.parametrize("content", ["", "kode;judul\n98;Satu\n", '"kode","nama"\n"98","Sat'])
def test_import_when_the_file_is_no_such_table_then_two_and_a_sentence(installation, tmp_path, content):
    file = tmp_path / "tabel.csv"
    file.write_text(content, encoding="utf-8")
    before = installation.query(COUNTS)
    result = installation.eorder("import", "regions", file)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert installation.query(COUNTS) == before


def test_import_when_the_government_is_unknown_then_two_and_a_sentence(installation, tmp_path):
    result = installation.eorder("import", "budget", budget(tmp_path, {}), "--government", "TIDAK-ADA")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Pemerintah daerah dengan kode TIDAK-ADA belum ada." in result.stderr


def test_national_list_when_no_seller_stands_in_it_then_told_and_nothing_changes(ground, tmp_path):
    row = {
        "nama": "PT Asing Contoh", "npwp": "", "nib": "", "nomor_sk": "BL/1", "provinsi": "Jawa Contoh",
        "mulai": "2026-03-01", "sampai": "2099-02-28",
    }  # fmt: skip
    file = write(tmp_path / "daftar.csv", row, row | {"nomor_sk": "BL/2", "npwp": "12"})
    before = ground.query(COUNTS)
    given = ("import", "sanctions", file, "--government", GOVERNMENT)
    dry, kept = ground.eorder(*given, "--dry-run"), ground.eorder(*given)
    assert (dry.returncode, kept.returncode, kept.stderr) == (1, 1, "")
    assert body(dry) == body(kept)
    assert body(kept)[:2] == [
        "  dibaca 2, baru 0, tidak berubah 1, berubah 0, berulang 0, ditolak 1",
        "  bukan penjual di sini: 1",
    ]
    assert ground.query(COUNTS) == before

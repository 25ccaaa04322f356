import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eorder.buying.packages.import_rows import (
    PACKAGES,
    read_package_row,
)
from eorder.foundation.tables import (
    ImportReport,
    RowError,
    find_repeats,
    keys_met_again,
    open_table,
    read_all,
)

ROW = {
    "tahun_anggaran": "2025",
    "kd_klpd": "D197",
    "nama_klpd": "Provinsi Contoh",
    "jenis_klpd": "PROVINSI",
    "kd_satker": "264455",
    "kd_satker_str": "1.02.0.00.0.00.03.0000",
    "nama_satker": "RUMAH SAKIT CONTOH",
    "kd_rup": "53540979",
    "nama_paket": "\tBelanja Bahan  Makanan",
    "pagu": "7700000",
    "kd_metode_pengadaan": "9",
    "metode_pengadaan": "E-Purchasing",
    "jenis_pengadaan": "Barang",
    "status_pdn": "PDN",
    "status_ukm": "Non-UKM",
    "volume_pekerjaan": "1 paket",
    "urarian_pekerjaan": "Beras; Telur",
    "spesifikasi_pekerjaan": "---; \r\nBeras; \r\n",
    "tgl_awal_pemilihan": "2024-11-01",
    "tgl_akhir_pemilihan": "2024-12-01",
    "tgl_awal_kontrak": "2025-01-01",
    "tgl_akhir_kontrak": "2025-12-01",
    "tgl_awal_pemanfaatan": "2025-01-01",
    "tgl_akhir_pemanfaatan": "2025-12-01",
    "tgl_pengumuman_paket": "2024-11-22 22:22:47",
    "status_aktif_rup": "True",
    "status_delete_rup": "False",
    "status_umumkan_rup": "Terumumkan",
    "alasan_dikecualikan": "  ",
    "nama_ppk": "Nama Orang",
    "nip_ppk": "198001012005011001",
}


def problems(**changes):
    with pytest.raises(RowError) as caught:
        read_package_row(ROW | changes)
    return [(problem.column, problem.code) for problem in caught.value.problems]


def package(**changes):
    return read_package_row(ROW | changes)


def test_package_reads_its_columns():
    row = package()
    assert (row.fiscal_year, row.rup_id, row.name, row.ceiling) == (
        2025,
        "53540979",
        "Belanja Bahan Makanan",
        7_700_000,
    )
    assert (row.unit_code, row.unit_code_text, row.method_code) == ("264455", "1.02.0.00.0.00.03.0000", 9)
    assert (row.is_pdn, row.is_umkm, row.specification) == (True, False, "---; \nBeras;")
    assert (row.selection_start_date, row.use_end_date) == (date(2024, 11, 1), date(2025, 12, 1))
    assert row.announced_at == datetime(2024, 11, 22, 15, 22, 47, tzinfo=UTC)


def test_package_keeps_public_columns_and_never_the_ppk():
    assert package().source == {"jenis_klpd": "PROVINSI"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pagu": "-1"}, ("pagu", "rupiah_negative")),
        ({"pagu": "1,5"}, ("pagu", "rupiah_fraction")),
        ({"kd_rup": ""}, ("kd_rup", "code_empty")),
        ({"kd_rup": "053540979"}, ("kd_rup", "code_invalid")),
        ({"kd_rup": "5354A"}, ("kd_rup", "code_invalid")),
        ({"tgl_awal_kontrak": "2025-02-31"}, ("tgl_awal_kontrak", "date_not_in_calendar")),
        ({"tgl_akhir_kontrak": "2024-12-31"}, ("tgl_akhir_kontrak", "dates_reversed")),
        ({"status_pdn": "?"}, ("status_pdn", "choice_invalid")),
        ({"nama_paket": "=1+1"}, ("nama_paket", "text_formula")),
        ({"nama_paket": ""}, ("nama_paket", "text_empty")),
        ({"status_delete_rup": "True"}, ("status_delete_rup", "package_not_in_force")),
        ({"status_aktif_rup": "False"}, ("status_aktif_rup", "package_not_in_force")),
        ({"status_umumkan_rup": "Draf"}, ("status_umumkan_rup", "package_not_in_force")),
    ],
)
def test_package_with_a_wrong_column_is_refused(changes, expected):
    assert problems(**changes) == [expected]


def test_package_with_several_wrong_columns_names_all():
    assert [column for column, _ in problems(pagu="x", tahun_anggaran="", kd_satker="?")] == [
        "tahun_anggaran",
        "kd_satker",
        "pagu",
    ]


def passed(*changes):
    """Numbers of the rows that pass, and the refusals, of rows 2 and on with these changes."""
    rows = [(number, ROW | each) for number, each in enumerate(changes, 2)]
    repeats = find_repeats(PACKAGES, rows, keys_met_again(PACKAGES, rows)[1])
    report = ImportReport("RUP")
    numbers = [number for number, _ in read_all(rows, read_package_row, report, repeats)]
    return numbers, report


def test_same_package_twice_is_repeated_and_passes_once():
    numbers, report = passed({}, {"kd_rup": "1"}, {})
    assert (numbers, report.read, report.repeated, report.refused) == ([2, 3], 3, 1, 0)


def test_same_package_with_two_ceilings_is_refused_in_both_rows():
    numbers, report = passed({}, {"kd_rup": "1"}, {"pagu": "7700001"})
    assert numbers == [3]
    assert [(each.row, each.column, each.code) for each in report.refusals] == [
        (2, "kd_rup", "rows_contradict"),
        (4, "kd_rup", "rows_contradict"),
    ]
    assert (
        report.refusals[0].sentence
        == "Paket RUP 53540979 ada dua kali dengan isi berbeda: baris 2 (pagu 7700000) dan "
        "baris 4 (pagu 7700001). Sisakan satu baris yang benar."
    )


def test_same_package_with_two_names_is_refused_in_both_rows():
    numbers, report = passed({}, {"nama_paket": "Lain"})
    assert (numbers, report.refused) == ([], 2)


def test_same_package_written_in_two_ways_is_repeated():
    numbers, report = passed({}, {"pagu": "Rp 7.700.000", "kd_rup": " 53540979 "})
    assert (numbers, report.repeated) == ([2], 1)


def test_third_row_that_repeats_a_contradicted_one_does_not_pass_either():
    assert passed({}, {"pagu": "1"}, {})[0] == []


def test_row_that_is_refused_for_itself_contradicts_nothing():
    numbers, report = passed({}, {"pagu": "-1"})
    assert (numbers, [each.code for each in report.refusals]) == ([2], ["rupiah_negative"])


@pytest.mark.data
@pytest.mark.skipif("EORDER_DATA" not in os.environ, reason="EORDER_DATA names no real public data")
def test_every_announced_package_of_the_province_reads():
    path = Path(os.environ["EORDER_DATA"]) / "rup-penyedia-2025/rup_paket_penyedia_kalbar_2025.csv.gz"
    report = ImportReport("RUP")
    units = set()
    with open_table(path, PACKAGES.columns, report.refuse_malformed) as table:
        rows = [(number, row) for number, row in read_all(table.rows, read_package_row, report)]
    for _, row in rows:
        report.add("pagu", row.ceiling)
        units.add(row.unit_code)
    assert (report.read, report.refused, len(units)) == (16_430, 0, 88)
    assert report.sums == {"pagu": 2_111_666_072_118}
    with open_table(path, PACKAGES.columns) as table:
        assert keys_met_again(PACKAGES, table.rows) == (16_430, set())

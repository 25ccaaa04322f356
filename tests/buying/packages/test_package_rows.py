import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eorder.buying.packages.import_rows import (
    REQUIRED_COLUMNS,
    detect_repeats,
    read_package_row,
    without_repeats,
)
from eorder.foundation.tables import ImportReport, RowError, open_table, read_all

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


def test_same_package_twice_is_repeated_and_passes_once():
    rows = [(2, package()), (3, package(kd_rup="1")), (4, package())]
    repeats = detect_repeats(rows)
    report = ImportReport("RUP")
    assert [number for number, _ in without_repeats(rows, repeats, report)] == [2, 3]
    assert (report.repeated, report.refused) == (1, 0)


def test_same_package_with_two_ceilings_is_refused_in_both_rows():
    rows = [(2, package()), (3, package(kd_rup="1")), (9, package(pagu="7700001"))]
    report = ImportReport("RUP")
    assert [number for number, _ in without_repeats(rows, detect_repeats(rows), report)] == [3]
    assert [(each.row, each.code) for each in report.refusals] == [
        (2, "package_ceilings_differ"),
        (9, "package_ceilings_differ"),
    ]
    assert "baris 2 Rp 7.700.000, baris 9 Rp 7.700.001" in report.refusals[0].sentence


def test_same_package_with_two_names_is_refused_in_both_rows():
    rows = [(2, package()), (3, package(nama_paket="Lain"))]
    assert {number: error.code for number, error in detect_repeats(rows).refused.items()} == {
        2: "package_rows_differ",
        3: "package_rows_differ",
    }


def test_third_row_that_repeats_a_contradicted_one_does_not_pass_either():
    rows = [(2, package()), (3, package(pagu="1")), (4, package())]
    assert list(without_repeats(rows, detect_repeats(rows), ImportReport("RUP"))) == []


@pytest.mark.data
@pytest.mark.skipif("EORDER_DATA" not in os.environ, reason="EORDER_DATA names no real public data")
def test_every_announced_package_of_the_province_reads():
    path = Path(os.environ["EORDER_DATA"]) / "rup-penyedia-2025/rup_paket_penyedia_kalbar_2025.csv.gz"
    report = ImportReport("RUP")
    units = set()
    with open_table(path, REQUIRED_COLUMNS, report.refuse_malformed) as table:
        rows = [(number, row) for number, row in read_all(table.rows, read_package_row, report)]
    for _, row in rows:
        report.add("pagu", row.ceiling)
        units.add(row.unit_code)
    assert (report.read, report.refused, len(units)) == (16_430, 0, 88)
    assert report.sums == {"pagu": 2_111_666_072_118}
    assert detect_repeats(rows).repeated == set()

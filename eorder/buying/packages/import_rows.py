"""Rows of the announced procurement packages, as SIRUP publishes them (RUP paket penyedia)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from eorder.buying.packages import lengths
from eorder.foundation.tables.fields import (
    Fields,
    read_choice,
    read_code,
    read_date,
    read_line,
    read_moment,
    read_rupiah,
    read_text,
    read_year,
)
from eorder.foundation.tables.kinds import Kind
from eorder.parties.workunits.lengths import GOVERNMENT_CODE, GOVERNMENT_NAME, UNIT_NAME, UNIT_SHORT_CODE

REQUIRED_COLUMNS = (  # "urarian" is SIRUP's own spelling
    "tahun_anggaran",
    "kd_klpd",
    "nama_klpd",
    "kd_satker",
    "kd_satker_str",
    "nama_satker",
    "kd_rup",
    "nama_paket",
    "pagu",
    "kd_metode_pengadaan",
    "metode_pengadaan",
    "jenis_pengadaan",
    "status_pdn",
    "status_ukm",
    "volume_pekerjaan",
    "urarian_pekerjaan",
    "spesifikasi_pekerjaan",
    "tgl_awal_pemilihan",
    "tgl_akhir_pemilihan",
    "tgl_awal_kontrak",
    "tgl_akhir_kontrak",
    "tgl_awal_pemanfaatan",
    "tgl_akhir_pemanfaatan",
    "tgl_pengumuman_paket",
)

PUBLIC_COLUMNS = (
    "jenis_klpd",
    "kd_jenis_pengadaan",
    "status_pradipa",
    "alasan_non_ukm",
    "status_konsolidasi",
    "tipe_paket",
    "kd_rup_swakelola",
    "kd_rup_lokal",
    "tgl_buat_paket",
    "status_dikecualikan",
    "alasan_dikecualikan",
    "tahun_pertama",
    "kode_rup_tahun_pertama",
    "nomor_kontrak",
    "spp_aspek_ekonomi",
    "spp_aspek_sosial",
    "spp_aspek_lingkungan",
    "_event_date",
)
"""Further columns kept as they are; an allow-list, so that the PPK's name and number never come in."""

SIRUP_ZONE = ZoneInfo("Asia/Jakarta")
"""SIRUP writes its moments without a zone, in the time of its servers (assumed)."""

LINE_LENGTH = 500
TEXT_LENGTH = 10_000
"""Longest texts that are kept as they are, in no column of their own."""

UNIT_SHORT_PREFIX = "S"
"""What the short code of a unit that SIRUP numbers begins with; the number itself follows."""

_agency = read_code(rf"[A-Z0-9]{{1,{GOVERNMENT_CODE}}}", "D197")
_rup = read_code(r"[1-9][0-9]{0,14}", "53540979")
_unit_number = read_code(rf"[0-9]{{1,{UNIT_SHORT_CODE - len(UNIT_SHORT_PREFIX)}}}", "264455")
_unit_code_text = read_code(r"[0-9X](?:[0-9X.\-]{0,38}[0-9X])?", "1.02.0.00.0.00.03.0000")
_method_code = read_choice({str(number): number for number in range(1, 100)})
_agency_name = read_line(GOVERNMENT_NAME)
_unit_name = read_line(UNIT_NAME)
_name = read_line(lengths.PACKAGE_NAME)
_method = read_line(lengths.METHOD)
_kind = read_line(lengths.KIND, empty=True)
_optional_line = read_line(LINE_LENGTH, empty=True)
_text = read_text(TEXT_LENGTH)
_is_pdn = read_choice({"PDN": True, "Non-PDN": False})
_is_umkm = read_choice({"UKM": True, "Non-UKM": False})
_moment = read_moment(SIRUP_ZONE)

IN_FORCE = (
    ("status_aktif_rup", "true"),
    ("status_delete_rup", "false"),
    ("status_umumkan_rup", "terumumkan"),
)
"""What these columns say, where they are there, of a package that may be bought for."""


@dataclass(slots=True)
class PackageRow:
    """One announced package.

    Attributes:
        unit_code: SIRUP's own number of the work unit (kd_satker).
        unit_code_text: The unit's code in the form of Permendagri 90/2019 (kd_satker_str).
        ceiling: Pagu, whole rupiah.
        kind: Jenis pengadaan; empty where SIRUP has none.
        announced_at: In UTC.
        source: The remaining public columns that are not empty, as they stand in the file.
    """

    fiscal_year: int
    agency_code: str
    agency_name: str
    unit_code: str
    unit_code_text: str
    unit_name: str
    rup_id: str
    name: str
    ceiling: int
    method_code: int
    method: str
    kind: str
    is_pdn: bool
    is_umkm: bool
    volume: str
    description: str
    specification: str
    selection_start_date: date
    selection_end_date: date
    contract_start_date: date
    contract_end_date: date
    use_start_date: date
    use_end_date: date
    announced_at: datetime
    source: dict[str, str]


def read_package_row(row: dict[str, str]) -> PackageRow:
    """Read one announced package.

    Raises:
        RowError: With every problem of the row.
    """
    fields = Fields(row)
    take = fields.take
    package = PackageRow(
        fiscal_year=take("tahun_anggaran", read_year),
        agency_code=take("kd_klpd", _agency),
        agency_name=take("nama_klpd", _agency_name),
        unit_code=take("kd_satker", _unit_number),
        unit_code_text=take("kd_satker_str", _unit_code_text),
        unit_name=take("nama_satker", _unit_name),
        rup_id=take("kd_rup", _rup),
        name=take("nama_paket", _name),
        ceiling=take("pagu", read_rupiah),
        method_code=take("kd_metode_pengadaan", _method_code),
        method=take("metode_pengadaan", _method),
        kind=take("jenis_pengadaan", _kind),
        is_pdn=take("status_pdn", _is_pdn),
        is_umkm=take("status_ukm", _is_umkm),
        volume=take("volume_pekerjaan", _optional_line),
        description=take("urarian_pekerjaan", _text),
        specification=take("spesifikasi_pekerjaan", _text),
        selection_start_date=take("tgl_awal_pemilihan", read_date),
        selection_end_date=take("tgl_akhir_pemilihan", read_date),
        contract_start_date=take("tgl_awal_kontrak", read_date),
        contract_end_date=take("tgl_akhir_kontrak", read_date),
        use_start_date=take("tgl_awal_pemanfaatan", read_date),
        use_end_date=take("tgl_akhir_pemanfaatan", read_date),
        announced_at=take("tgl_pengumuman_paket", _moment),
        source={column: value for column in PUBLIC_COLUMNS if (value := row.get(column, "").strip())},
    )
    _check_in_force(row, fields)
    fields.done()
    _check_order_of_dates(package, fields)
    fields.done()
    return package


def _check_in_force(row: dict[str, str], fields: Fields) -> None:
    for column, expected in IN_FORCE:
        if row.get(column, expected).strip().lower() != expected:
            fields.refuse(
                column,
                "package_not_in_force",
                f"Kolom '{column}': paket ini tidak aktif, dihapus, atau belum diumumkan di SIRUP. Hapus "
                "baris ini atau "
                "unduh ulang datanya setelah paketnya diumumkan.",
            )


def _check_order_of_dates(package: PackageRow, fields: Fields) -> None:
    spans = (
        ("pemilihan", package.selection_start_date, package.selection_end_date),
        ("kontrak", package.contract_start_date, package.contract_end_date),
        ("pemanfaatan", package.use_start_date, package.use_end_date),
    )
    for word, start, end in spans:
        if start > end:
            fields.refuse(
                f"tgl_akhir_{word}",
                "dates_reversed",
                f"Kolom 'tgl_akhir_{word}': akhir {word} ({end}) mendahului awalnya ({start}). Tukar atau "
                "perbaiki "
                "tanggalnya.",
            )


PACKAGES = Kind(
    title="Paket RUP", columns=REQUIRED_COLUMNS, key=("kd_rup",), telling="pagu", read=read_package_row
)

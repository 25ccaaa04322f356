"""Rows of the announced procurement packages, as SIRUP publishes them (RUP paket penyedia)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from eorder.foundation.money import Rupiah
from eorder.foundation.tables.errors import RowError, row_error
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
from eorder.foundation.tables.report import ImportReport

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

NAME_LENGTH = 500
TEXT_LENGTH = 10_000

_agency = read_code(r"[A-Z0-9]{1,10}", "D197")
_number = read_code(r"[0-9]{1,15}", "53540979")
_unit_code_text = read_code(r"[0-9X](?:[0-9X.\-]{0,38}[0-9X])?", "1.02.0.00.0.00.03.0000")
_method_code = read_choice({str(number): number for number in range(1, 100)})
_name = read_line(NAME_LENGTH)
_optional_line = read_line(NAME_LENGTH, empty=True)
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
        agency_name=take("nama_klpd", _name),
        unit_code=take("kd_satker", _number),
        unit_code_text=take("kd_satker_str", _unit_code_text),
        unit_name=take("nama_satker", _name),
        rup_id=take("kd_rup", _number),
        name=take("nama_paket", _name),
        ceiling=take("pagu", read_rupiah),
        method_code=take("kd_metode_pengadaan", _method_code),
        method=take("metode_pengadaan", _name),
        kind=take("jenis_pengadaan", _optional_line),
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


@dataclass(slots=True)
class Repeats:
    """RUP ids that stand in a file more than once.

    Attributes:
        repeated: Numbers of the later rows that say exactly what the first one says; to be skipped.
        refused: Rows that contradict another row of the same RUP id, the first one included.
    """

    repeated: set[int] = field(default_factory=set)
    refused: dict[int, RowError] = field(default_factory=dict)


def detect_repeats(rows: Iterable[tuple[int, PackageRow]]) -> Repeats:
    """Look through all rows for RUP ids announced twice; keeps about 200 bytes a row.

    The first of two contradicting rows is known only once the second is seen: so this is a pass of its own
    (the dry run), and `without_repeats` the next.
    """
    found = Repeats()
    first: dict[str, tuple[int, int, bytes]] = {}
    for number, row in rows:
        mark = _fingerprint(row)
        earlier, ceiling, earlier_mark = first.setdefault(row.rup_id, (number, row.ceiling, mark))
        if earlier == number:
            continue
        if mark == earlier_mark:
            found.repeated.add(number)
            continue
        found.refused[number] = _contradiction(row.rup_id, (earlier, ceiling), (number, row.ceiling))
        found.refused.setdefault(earlier, found.refused[number])
    return found


def without_repeats(
    rows: Iterable[tuple[int, PackageRow]], repeats: Repeats, report: ImportReport
) -> Iterator[tuple[int, PackageRow]]:
    """Leave out repeated rows (counted) and contradicting rows (refused)."""
    for number, row in rows:
        if number in repeats.refused:
            report.refuse(number, repeats.refused[number])
        elif number in repeats.repeated:
            report.repeated += 1
        else:
            yield number, row


def _fingerprint(row: PackageRow) -> bytes:
    return hashlib.blake2b(repr(row).encode(), digest_size=16).digest()


def _contradiction(rup_id: str, first: tuple[int, int], second: tuple[int, int]) -> RowError:
    (row, ceiling), (other_row, other_ceiling) = first, second
    if ceiling != other_ceiling:
        sentence = (
            f"Paket RUP {rup_id} ada dua kali dengan pagu berbeda: baris {row} {Rupiah(ceiling)}, baris "
            f"{other_row} "
            f"{Rupiah(other_ceiling)}. Sisakan satu baris yang benar."
        )
        return row_error("package_ceilings_differ", sentence, column="kd_rup", value=rup_id)
    sentence = (
        f"Paket RUP {rup_id} ada dua kali dengan isi berbeda: baris {row} dan baris {other_row}. Sisakan "
        "satu baris yang "
        "benar."
    )
    return row_error("package_rows_differ", sentence, column="kd_rup", value=rup_id)

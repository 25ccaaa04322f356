"""`eorder import regions|accounts|budget|rup|products|sanctions FILE`: one verb for each kind of table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from eorder.foundation.tables.report import ImportReport

importing = typer.Typer(
    help="Impor tabel dari berkas.\n\nBaris yang benar disimpan, yang lain dilaporkan dengan alasannya.",
    epilog="Selesai dengan 0 bila semua baris diterima, 1 bila ada baris yang ditolak (yang lain tetap "
    "disimpan), 2 bila berkasnya tidak terbaca (tidak ada yang disimpan).",
    no_args_is_help=True,
)

File = Annotated[Path, typer.Argument(help="Berkas CSV, CSV.gz atau XLSX.", exists=False)]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Kerjakan dan laporkan semuanya, lalu batalkan: tidak disimpan.")
]
Refusals = Annotated[Path | None, typer.Option(help="Tulis semua baris yang ditolak ke berkas CSV ini.")]


@importing.command()
def regions(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Impor kode wilayah.

    Kolom: kode, nama.
    """
    from eorder.cli.intake import Rows, take_in
    from eorder.parties.regions.import_rows import REGIONS, RegionRow

    def write(rows: Rows[RegionRow], report: ImportReport) -> None:
        from eorder.parties.regions.actions.import_regions import import_regions

        import_regions(rows, report)

    take_in(REGIONS, file, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def accounts(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Impor kode rekening belanja.

    Kolom: kode, nama.
    """
    from eorder.buying.budgets.import_rows import ACCOUNTS, AccountRow
    from eorder.cli.intake import Rows, take_in

    def write(rows: Rows[AccountRow], report: ImportReport) -> None:
        from eorder.buying.budgets.actions.import_accounts import import_accounts

        import_accounts(rows, report)

    take_in(ACCOUNTS, file, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def budget(
    file: File,
    government: Annotated[str, typer.Option(help="Kode pemerintah daerah.")],
    *,
    dry_run: DryRun = False,
    refusals: Refusals = None,
) -> None:
    """Impor mata anggaran.

    Kolom: tahun, kode_satker, nama_satker, kode_subkegiatan, nama_subkegiatan, kode_rekening, pagu.
    """
    from eorder.buying.budgets.import_rows import BUDGET, BudgetRow
    from eorder.cli.intake import Rows, take_in
    from eorder.foundation.ids import new_command

    def write(rows: Rows[BudgetRow], report: ImportReport) -> None:
        from eorder.buying.budgets.actions.import_budget import import_budget
        from eorder.parties.identity.actor import CLOCK
        from eorder.parties.workunits.queries import government_of

        import_budget(
            rows,
            report,
            government_id=government_of(government),
            by=CLOCK,
            at=datetime.now(UTC),
            command=new_command(),
        )

    take_in(BUDGET, file, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def rup(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Impor paket yang diumumkan di SIRUP.

    Kolomnya kolom SIRUP (paket penyedia); pemerintah daerah dan unit yang belum ada dibuat.
    """
    from eorder.buying.packages.import_rows import PACKAGES, PackageRow
    from eorder.cli.intake import Rows, take_in
    from eorder.foundation.ids import new_command

    def write(rows: Rows[PackageRow], report: ImportReport) -> None:
        from eorder.buying.packages.actions.import_packages import import_packages
        from eorder.parties.identity.actor import CLOCK

        import_packages(rows=rows, report=report, by=CLOCK, at=datetime.now(UTC), command=new_command())

    take_in(PACKAGES, file, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def products(
    file: File,
    government: Annotated[str, typer.Option(help="Kode pemerintah daerah.")],
    vendor: Annotated[str, typer.Option(help="NIB penjual.")],
    *,
    dry_run: DryRun = False,
    refusals: Refusals = None,
) -> None:
    """Impor produk seorang penjual.

    Kolom: kategori, nama, satuan, harga; boleh juga minimum, hari, keterangan, dan satu kolom untuk tiap ciri templat.
    Produk yang namanya sudah dijual penjual itu ditolak, jadi berkas yang sama dua kali tidak menggandakan apa pun.
    """
    from eorder.cli.intake import Rows, take_in
    from eorder.foundation.ids import new_command
    from eorder.market.catalogue.import_rows import PRODUCTS, ProductRow

    def write(rows: Rows[ProductRow], report: ImportReport) -> None:
        from eorder.market.catalogue.actions.import_products import import_products
        from eorder.market.catalogue.offers import offers_of
        from eorder.parties.identity.actor import CLOCK
        from eorder.parties.vendors.queries import vendor_of_nib
        from eorder.parties.workunits.queries import government_of

        import_products(
            offers=offers_of(vendor_of_nib(government_of(government), vendor), rows),
            report=report,
            by=CLOCK,
            at=datetime.now(UTC),
            command=new_command(),
        )

    take_in(PRODUCTS, file, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def sanctions(
    file: File,
    government: Annotated[str, typer.Option(help="Kode pemerintah daerah.")],
    source: Annotated[
        str, typer.Option(help="Nama daftarnya, seperti dibaca umum.")
    ] = "Daftar Hitam Nasional",
    *,
    dry_run: DryRun = False,
    refusals: Refusals = None,
) -> None:
    """Impor daftar hitam nasional.

    Kolom: nama, npwp, nomor_sk, mulai, sampai; boleh juga nib dan provinsi. Penjual yang NPWP atau NIB-nya sama
    langsung dikenai sanksi sampai hari terakhirnya; yang hanya namanya mirip dicatat untuk diperiksa kurator, tanpa
    akibat. Yang hilang dari daftar tidak berakhir sendiri dan disebut di laporan.
    """
    from eorder.cli.intake import Rows, take_in
    from eorder.foundation.ids import new_command
    from eorder.parties.sanctions.import_rows import LISTED, ListedRow

    def write(rows: Rows[ListedRow], report: ImportReport) -> None:
        from eorder.parties.identity.actor import CLOCK
        from eorder.parties.sanctions.actions.import_listed import import_listed
        from eorder.parties.workunits.queries import government_of

        import_listed(
            rows,
            report,
            government_id=government_of(government),
            source=source,
            by=CLOCK,
            at=datetime.now(UTC),
            command=new_command(),
        )

    take_in(LISTED, file, write, dry_run=dry_run, refusals=refusals)

"""Rows as the transactions of Toko Daring have them, plainly made up."""

import csv
import gzip


def row(**changed):
    """One row."""
    return {
        "kd_klpd": "D1", "nama_klpd": "Pemerintah Contoh", "kd_satker": "1", "nama_satker": "Dinas Contoh",
        "order_id": "PO-1", "order_desc": "Pulpen", "valuasi": "1000", "kategori": "ATK",
        "tanggal_transaksi": "2022-03-01 00:00:00", "nama_merchant": "Toko Contoh", "kota_kab": "Contoh (Kota)",
        **changed,
    }  # fmt: skip


def write(path, rows):
    """Write rows as a gzipped CSV file."""
    with gzip.open(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path

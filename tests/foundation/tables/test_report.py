import csv
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.foundation.tables import ImportReport, TableError, escape_cell, limits, read_all, refusals_to
from eorder.foundation.tables.errors import row_error


def read_positive(row):
    if row["n"].startswith("-"):
        raise row_error("negative", "Nilai negatif.", column="n", value=row["n"])
    return int(row["n"])


def test_read_all_leaves_out_refused_rows_and_counts_them():
    report = ImportReport("Uji")
    rows = [(2, {"n": "5"}), (3, {"n": "-1"}), (4, {"n": "7"})]
    assert list(read_all(rows, read_positive, report)) == [(2, 5), (4, 7)]
    assert (report.read, report.refused, report.refusals[0].row) == (3, 1, 3)


def test_malformed_row_counts_as_read_and_refused():
    report = ImportReport("Uji")
    report.refuse_malformed(9, row_error("row_short", "Kurang kolom."))
    assert (report.read, report.refused) == (1, 1)


def test_render_shows_counts_sums_and_the_first_problems():
    report = ImportReport("Paket RUP", new=16_430, read=16_432)
    report.add("pagu", 2_111_666_072_000)
    report.add("pagu", 118)
    report.counts["unit kerja"] = 1_088
    for number in (3, 7):
        report.refuse(number, row_error("x", f"Salah {number}.", value="a\x1b[31m\n"))
    assert report.render(most=1).splitlines() == [
        "Paket RUP",
        "  dibaca 16.432, baru 16.430, tidak berubah 0, berubah 0, berulang 0, ditolak 2",
        "  unit kerja: 1.088",
        "  pagu: Rp 2.111.666.072.118",
        "  baris 3: Salah 3. [a�[31m�]",
        "  ... dan 1 masalah lain",
    ]


def test_long_value_is_shortened():
    report = ImportReport("Uji")
    report.refuse(2, row_error("x", "Salah.", value="a" * 5000))
    assert report.refusals[0].value == "a" * 59 + "…"


def test_written_refusals_open_without_a_formula(tmp_path):
    with refusals_to(tmp_path / "ditolak.csv") as tell:
        report = ImportReport("Uji", tell)
        report.refuse(2, row_error("text_formula", "Rumus.", column="nama", value='=HYPERLINK("x";"y")'))
    with (tmp_path / "ditolak.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["baris", "kolom", "nilai", "kode", "keterangan"],
        ["2", "nama", '\'=HYPERLINK("x";"y")', "text_formula", "Rumus."],
    ]


@given(st.text())
def test_escaped_cell_never_starts_a_formula_and_keeps_its_text(text):
    escaped = escape_cell(text)
    assert not escaped.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))
    assert escaped in {text, f"'{text}"}


def test_refusals_beyond_what_is_shown_go_to_the_file_and_are_only_counted(tmp_path):
    file = tmp_path / "ditolak.csv"
    tracemalloc.start()
    with refusals_to(file) as tell:
        report = ImportReport("Uji", tell)
        for number in range(20_000):
            report.refuse(number, row_error("x", f"Salah pada baris {number}.", value="a" * 60))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(report.refusals), report.problems) == (limits.MAX_SHOWN_PROBLEMS, 20_000)
    assert report.render().splitlines()[-1] == "  ... dan 19.980 masalah lain"
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 20_001
    assert peak < 1_000_000


def test_refusals_when_the_file_cannot_be_written_then_its_sentence(tmp_path):
    with pytest.raises(TableError, match="tidak dapat ditulis"), refusals_to(tmp_path / "tidak" / "ada.csv"):
        pytest.fail("nothing is imported without its report")

import gzip
import itertools
import os
from pathlib import Path

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.tables import RowError, TableError, limits, open_table


def write(folder: Path, content: bytes | str, name: str = "tabel.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(path: Path, required=()):
    with open_table(path, required) as table:
        return list(table.rows)


def refusal(path: Path, required=()) -> TableError:
    with pytest.raises(TableError) as caught:
        rows_of(path, required)
    assert isinstance(caught.value, InvalidValueError)
    return caught.value


KOPI = [(2, {"kode": "31", "nama": "Kopi “Ä”"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_open_table_in_each_encoding_and_delimiter_reads_the_same(tmp_path, encoding, end, delimiter):
    text = end.join((delimiter.join(("kode", "nama")), delimiter.join(("31", "Kopi “Ä”")), ""))
    assert rows_of(write(tmp_path, text.encode(encoding))) == KOPI


def test_open_table_of_utf16_big_endian_with_mark_reads_it(tmp_path):
    assert rows_of(write(tmp_path, b"\xfe\xff" + "kode,nama\n31,Kopi “Ä”\n".encode("utf-16-be"))) == KOPI


def test_open_table_of_gzip_under_a_csv_name_goes_by_content(tmp_path):
    assert rows_of(write(tmp_path, gzip.compress("kode,nama\n31,Kopi “Ä”\n".encode()))) == KOPI


def test_header_in_capitals_with_spaces_reads_lower_case(tmp_path):
    with open_table(write(tmp_path, " Kode , NAMA\n1,a\n")) as table:
        assert table.header == ["kode", "nama"]


def test_quotes_with_delimiters_and_lines_inside_stay_one_cell(tmp_path):
    path = write(tmp_path, 'kode,nama\r\n1,"a, ""b""\r\nc"\r\n2,d\r\n')
    assert rows_of(path) == [(2, {"kode": "1", "nama": 'a, "b"\r\nc'}), (3, {"kode": "2", "nama": "d"})]


def test_delimiter_inside_a_quoted_header_does_not_count(tmp_path):
    assert rows_of(write(tmp_path, '"a,b,c";d\n1;2\n')) == [(2, {"a,b,c": "1", "d": "2"})]


def test_empty_rows_are_left_out_and_keep_the_numbers(tmp_path):
    assert [number for number, _ in rows_of(write(tmp_path, "\nkode\n\n1\n \n2\n\n"))] == [4, 6]


def test_trailing_delimiters_beyond_the_header_are_forgiven(tmp_path):
    assert rows_of(write(tmp_path, "kode,nama,,\n1,a,,\n")) == [(2, {"kode": "1", "nama": "a"})]


def test_latin1_bytes_name_row_and_column(tmp_path):
    error = refusal(write(tmp_path, "kode,nama\n1,a\n2,Café\n".encode("latin-1")))
    assert error.code == "table_encoding"
    assert "baris 3, kolom 'nama'" in error.sentence
    assert "UTF-8" in error.sentence


def test_latin1_bytes_in_the_header_name_row_one(tmp_path):
    assert "baris 1" in refusal(write(tmp_path, b"kode,n\xe9m\n")).sentence


def test_broken_utf16_is_an_encoding_error(tmp_path):
    assert refusal(write(tmp_path, "kode,nama\n1,a\n".encode("utf-16") + b"\x00")).code == "table_encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"\xef\xbb\xbf", "table_empty"),
        (b"\n\n  \n", "table_empty"),
        (b",,,\n,,\n", "table_empty"),
        (gzip.compress(b""), "table_empty"),
        (b"%PDF-1.7 ...", "table_binary"),
        (b"\x89PNG\r\n\x1a\n", "table_binary"),
        (bytes(range(256)) * 20, "table_binary"),
        ("kode,nama\n1,a\n".encode("utf-16-le"), "table_binary"),
        ("kode,nama\n1,a\n".encode("utf-32"), "table_encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "table_old_or_locked"),
        (gzip.compress(gzip.compress(b"kode\n1\n")), "table_nested_archive"),
        (gzip.compress(b"PK\x03\x04abc"), "table_nested_archive"),
        (gzip.compress(os.urandom(20_000))[:300], "table_damaged"),
        (b"\x1f\x8bnot really gzip", "table_damaged"),
        (b"PK\x03\x04not really zip", "table_damaged"),
        ('kode,nama\n1,"a\n', "table_quotes"),
        ('kode,nama\n1,"a"b\n', "table_quotes"),
        ('kode,nama\n1,"' + "a" * 200_000, "table_quotes"),
        ("kode,nama,Kode\n1,2,3\n", "table_duplicate_column"),
        ("kode,,nama\n1,2,3\n", "table_unnamed_column"),
        (",".join(f"k{n}" for n in range(201)), "table_too_many_columns"),
    ],
    ids=lambda value: value if str(value).startswith("table_") else "content",  # some contents hold the time
)
def test_open_table_of_what_is_no_table_refuses_with_its_code(tmp_path, content, code):
    error = refusal(write(tmp_path, content))
    assert error.code == code
    assert error.sentence.endswith(".")


def test_open_table_of_a_folder_a_missing_file_and_a_pipe_refuses(tmp_path):
    os.mkfifo(tmp_path / "pipa")
    assert refusal(tmp_path).code == "table_folder"
    assert refusal(tmp_path / "tiada.csv").code == "table_missing"
    assert refusal(tmp_path / "pipa").code == "table_not_a_file"


def test_missing_column_is_named_with_those_that_were_read(tmp_path):
    error = refusal(write(tmp_path, "kode;nilai\n1;2\n"), required=("kode", "pagu"))
    assert error.code == "table_missing_column"
    assert error.sentence.startswith("Kolom 'pagu' tidak ada; kolom yang terbaca: kode, nilai.")


def test_open_table_of_200_columns_passes(tmp_path):
    assert (
        len(rows_of(write(tmp_path, ",".join(f"k{n}" for n in range(200)) + "\n" + "1," * 199 + "1\n"))[0][1])
        == 200
    )


def test_short_long_nul_and_overlong_rows_are_refused_and_the_others_stand(tmp_path):
    text = f"kode,nama\n1\n2,b,c\n3,a\0b\n4,{'x' * 10_001}\n5,{'x' * 10_000}\n6,f\n"
    refused: list[tuple[int, RowError]] = []
    with open_table(write(tmp_path, text), on_refused=lambda n, e: refused.append((n, e))) as table:
        assert [cells["kode"] for _, cells in table.rows] == ["5", "6"]
    assert [(number, error.code) for number, error in refused] == [
        (2, "row_short"),
        (3, "row_long"),
        (4, "cell_nul"),
        (5, "cell_too_long"),
    ]
    assert refused[2][1].problems[0].column == "nama"


def test_malformed_row_without_a_listener_raises(tmp_path):
    with pytest.raises(RowError, match="1 dari 2 kolom"):
        rows_of(write(tmp_path, "kode,nama\n1\n"))


def test_the_last_row_allowed_passes_and_one_more_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    assert len(rows_of(write(tmp_path, "kode\n1\n2\n\n3\n"))) == 3
    assert refusal(write(tmp_path, "kode\n1\n2\n3\n4\n")).code == "table_too_many_rows"


@pytest.mark.slow
def test_a_million_rows_pass_and_one_more_is_refused(tmp_path):
    path = write(tmp_path, gzip.compress(b"kode\n" + b"".join(b"%d\n" % n for n in range(1_000_001)), 1))
    with open_table(path) as table:
        read = sum(1 for _ in itertools.islice(table.rows, 1_000_000))
        with pytest.raises(TableError) as caught:
            next(table.rows)
    assert (read, caught.value.code) == (1_000_000, "table_too_many_rows")
    assert "1.000.000 baris" in caught.value.sentence


def test_gzip_bomb_is_refused_by_ratio(tmp_path):
    bomb = gzip.compress(b"kode\n" + (b"1" * 1000 + b"\n") * (limits.RATIO_FREE // 1000), 9)
    assert refusal(write(tmp_path, bomb)).code == "table_unpacks_too_large"


def test_gzip_that_unpacks_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    assert (
        refusal(write(tmp_path, gzip.compress(b"kode\n" + b"1\n" * 1000))).code == "table_unpacks_too_large"
    )


def test_gzip_bomb_in_one_cell_is_refused_early(tmp_path):
    bomb = gzip.compress(b'kode\n"' + b"a" * 50_000_000, 9)
    assert refusal(write(tmp_path, bomb)).code == "table_line_too_long"


def test_millions_of_empty_lines_are_refused(tmp_path):
    bomb = gzip.compress(b"kode\n" + b"\n" * 2_000_001)
    assert refusal(write(tmp_path, bomb)).code == "table_too_many_rows"


def test_file_is_closed_after_the_block(tmp_path):
    with open_table(write(tmp_path, "kode\n1\n")) as table:
        pass
    with pytest.raises(ValueError, match="closed"):
        list(table.rows)

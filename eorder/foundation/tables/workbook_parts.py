"""What a workbook would cost in memory, counted while the XML of its parts streams past."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import TableError

DAMAGED = "Berkas XLSX ini rusak atau bukan buku kerja Excel. Buka di Excel lalu simpan ulang."
LONGEST_TAG = 1024**2
"""Bytes of one tag with its attributes, inclusive; one that is longer is read again with each piece."""
DEEPEST = 64
"""Elements inside each other, inclusive."""
LONGEST_LETTER = 4
"""Bytes of UTF-8."""
CELL, VALUE = 32, 56
"""Bytes that the library takes for each cell of the used rectangle, and for each value before it is put there."""

Attributes = dict[str, str]


class PartCheck:
    """Looks at the XML of one part after the other; what it counts is of the workbook as a whole."""

    def __init__(self) -> None:
        self.values = self.texts = self.written = self.rest = 0
        self._lengths = array("Q")
        self._uses: Counter[int] = Counter()
        self._wanted: dict[str, Callable[[Attributes], None]] = {}
        self._steps: dict[str, dict[str, Callable[[Attributes], None]]] = {
            "worksheet": {
                "c": self._cell,
                "v": self._value,
                "is": self._value,
                "row": self._row,
                "f": self._formula,
            },
            "sst": {"si": self._text},
            "Relationships": {"Relationship": self._relationship},
        }
        self.begin("")

    def begin(self, name: str) -> None:
        """Turn to the next part."""
        self.name = name.rpartition("/")[2].removesuffix(".xml")
        self.root = ""
        self.place: str | None = None
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.given = self.depth = 0
        self.is_shared = self.is_index = False

    def progress(self, length: int, reached: int) -> None:
        """Take note that so many bytes more were given, and up to where they have been understood.

        Raises:
            TableError: A tag does not end, or what is neither a sheet nor its texts is too long.
        """
        self.given += length
        if self.root not in {"worksheet", "sst"}:
            self.rest += length
        if self.given - reached > LONGEST_TAG or self.rest > limits.MAX_WORKBOOK_REST:
            raise TableError(DAMAGED, code="table_damaged")

    def element(self, name: str, attributes: Attributes) -> None:
        """Take one element in; called for each of millions, so it only looks up what to do."""
        self.depth += 1
        if ":" in name:
            name = name.rpartition(":")[2]
        if not self.root:
            self.root = name
            self._wanted = self._steps.get(name, {})
        if self.depth > DEEPEST:
            raise TableError(DAMAGED, code="table_damaged")
        if step := self._wanted.get(name):
            step(attributes)

    def end(self, _name: str) -> None:
        """Leave an element."""
        self.depth -= 1
        self.is_index = False

    def text(self, text: str) -> None:
        """Take in what stands between the tags of a sheet or of the texts that its cells share."""
        if self.is_index:
            self._uses[int(text)] += 1
            return
        size = len(text) if text.isascii() else LONGEST_LETTER * len(text)
        if self.root == "sst" and self._lengths:
            self._lengths[-1] += size
        if self.root in {"worksheet", "sst"}:
            self.written += size

    def done(self) -> None:
        """Add up what the cells take, each with a text of its own although they share it in the file.

        Raises:
            TableError: It is more than there is room for.
        """
        known = len(self._lengths)
        shared = sum(self._lengths[each] * count for each, count in self._uses.items() if 0 <= each < known)
        self._check_size(shared)

    def _check_size(self, shared: int = 0) -> None:
        used = self.last_row * self.last_column * CELL
        if used > limits.MAX_WORKBOOK_MEMORY:
            corner = f"{column_letters(self.last_column)}{self.last_row}"
            most = f"{limits.MAX_WORKBOOK_MEMORY // CELL:,}".replace(",", ".")
            raise TableError(
                f"Lembar ini terisi sampai {corner}, lebih luas dari {most} sel. Hapus isi di luar tabel, "
                "atau simpan sebagai CSV (UTF-8).",
                code="table_too_wide",
            )
        if used + self.values * VALUE + self.written + shared > limits.MAX_WORKBOOK_MEMORY:
            raise TableError(
                "Isi buku kerja ini terlalu banyak untuk dibaca sekaligus. Simpan sebagai CSV (UTF-8), yang "
                "boleh jauh lebih besar.",
                code="table_too_much",
            )

    def _row(self, attributes: Attributes) -> None:
        self.row, self.column = int(attributes.get("r", self.row + 1)), 0

    def _cell(self, attributes: Attributes) -> None:
        self.place = attributes.get("r")
        self.is_shared = attributes.get("t") == "s"
        self.column += 1

    def _locate(self) -> None:
        if self.place is not None:
            letters = self.place.rstrip("0123456789")
            self.column = column_number(letters)
            self.row = int(self.place[len(letters) :])

    def _formula(self, _: Attributes) -> None:
        self._locate()
        raise TableError(
            f"Sel {column_letters(self.column)}{self.row} ({self.name}) memuat rumus. Ganti rumus dengan "
            "nilainya "
            "(salin, lalu tempel sebagai nilai) atau simpan sebagai CSV (UTF-8).",
            code="table_formula",
        )

    def _relationship(self, attributes: Attributes) -> None:
        is_table = attributes.get("Type", "").endswith(("/worksheet", "/sharedStrings"))
        if is_table and not attributes.get("Target", "").endswith(".xml"):
            raise TableError(DAMAGED, code="table_damaged")  # a part that was not looked through

    def _value(self, _: Attributes) -> None:
        self._locate()
        self.values += 1
        self.is_index = self.is_shared
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        self._check_size()

    def _text(self, _: Attributes) -> None:
        self.texts += 1
        self._lengths.append(0)
        self._check_size()
        if self.texts > limits.MAX_WORKBOOK_TEXTS:
            raise TableError(
                f"Buku kerja ini memuat lebih dari {limits.MAX_WORKBOOK_TEXTS:_} teks. Simpan sebagai CSV "
                "(UTF-8).".replace("_", "."),
                code="table_too_many_texts",
            )


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Turn a spreadsheet's column letters into its number; A is 1.

    Raises:
        ValueError: They are none of `A` to `ZZZ`.
    """
    if not (0 < len(letters) <= len("XFD") and letters.isascii() and letters.isalpha() and letters.isupper()):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Turn a column number into a spreadsheet's letters; 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

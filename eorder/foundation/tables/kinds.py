"""What a kind of table is: its columns, how one row is read, and what makes two rows the same thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of table that can be imported.

    Attributes:
        title: What a row is, as people call it.
        columns: Names that must be in the header; others may be too.
        key: Columns that together say which thing a row is about.
        telling: The column that people want to see of two rows that contradict each other.
        read: Reads one row or refuses it with `RowError`.
    """

    title: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    telling: str
    read: Callable[[dict[str, str]], T]

    def key_of(self, cells: dict[str, str]) -> tuple[str, ...]:
        """Say which thing a row is about, from its cells as they stand in the file."""
        return tuple(cells.get(column, "").strip() for column in self.key)

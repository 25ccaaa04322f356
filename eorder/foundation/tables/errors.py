"""What can be wrong with a table as a whole, and with one of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eorder.foundation.errors import InvalidValueError


class TableError(InvalidValueError):
    """The file cannot be read as a table at all; nothing of it may be taken."""

    code = "table_invalid"


class FieldError(InvalidValueError):
    """One value does not have the form its column asks for."""

    code = "field_invalid"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one row; `column` is empty where the row as a whole is wrong."""

    column: str
    value: str
    code: str
    sentence: str


class RowError(InvalidValueError):
    """One row is refused; the others stand.

    Attributes:
        problems: Everything wrong in the row, in the order of its columns; never empty.
    """

    code = "row_invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems), code=problems[0].code)
        self.problems = tuple(problems)


def row_error(code: str, sentence: str, *, column: str = "", value: str = "") -> RowError:
    """Make the refusal of a row that has a single problem."""
    return RowError([Problem(column, value, code, sentence)])

"""Read and write rows by statements that are written once.

Django writes the SQL of a call anew each time, which costs several times what sending it does. On the acts that every
purchase goes through, that was half of their time; elsewhere the ORM's own words are easier to read and to change.
"""

# ruff: noqa: SLF001 - what Django documents of a model lies under names with an underscore
from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

M = TypeVar("M", bound=models.Model)


class Reading(Generic[M]):
    """Reads rows of a model, with rows they refer to, by a condition that takes values.

    Args:
        model: What is read; `this` in the condition.
        related: Paths to load with it, as for `select_related`; each is joined whether or not it is there.
        where: The condition in SQL, with `%s` for each value.
        order: What the rows are sorted by, in SQL.
        locks: Whether the rows are locked until the act ends; those they refer to are not.

    Example:
        LINES = Reading(Line, where="this.order_id = %s", order="this.position")
        lines = LINES.all(order.id)
    """

    def __init__(
        self, model: type[M], *related: str, where: str, order: str = "", locks: bool = False
    ) -> None:
        self.model, self.related = model, related
        self._rest = f"WHERE {where}"
        if order:
            self._rest += f" ORDER BY {order}"
        self._lock = " FOR NO KEY UPDATE OF this" if locks else ""

    def all(self, *values: Any) -> list[M]:
        """Read all rows; 1 statement."""
        return self._read(self._statement + self._lock, values)

    def first(self, *values: Any) -> M | None:
        """Read the first row, None if there is none; 1 statement."""
        found = self._read(f"{self._statement} LIMIT 1{self._lock}", values)
        return found[0] if found else None

    def _read(self, statement: str, values: tuple[Any, ...]) -> list[M]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [self._row(row) for row in cursor.fetchall()]

    def _row(self, row: tuple[Any, ...]) -> M:
        start = 0
        made: dict[str, models.Model | None] = {}
        for path, model in self._models.items():
            columns = _columns(model)
            part = row[start : start + len(columns)]
            start += len(columns)
            if path and part[_key_place(model)] is None:
                made[path] = None
                continue
            made[path] = model.from_db(
                connection.alias,
                _names(model),
                [_read_value(each, value) for each, value in zip(columns, part, strict=True)],
            )
        for path, found in made.items():
            owner, _, name = path.rpartition("__")
            if name and (holder := made[owner]) is not None:
                setattr(holder, name, found)
        return made[""]  # type: ignore[return-value]  # the first is the model itself

    @cached_property
    def _models(self) -> dict[str, type[models.Model]]:
        """Models by path, the read one under the empty path, each after the one that refers to it."""
        found: dict[str, type[models.Model]] = {"": self.model}
        for path in self.related:
            at = ""
            for name in path.split("__"):
                model: Any = found[at]._meta.get_field(name).related_model
                at = f"{at}__{name}" if at else name
                found[at] = model
        return found

    @cached_property
    def _statement(self) -> str:
        columns, joins = [], []
        for path, model in self._models.items():
            alias = path or "this"
            columns += [f'"{alias}"."{each.column}"' for each in _columns(model)]
            if path:
                owner, _, name = path.rpartition("__")
                field: Any = self._models[owner]._meta.get_field(name)
                joins.append(
                    f'LEFT JOIN "{model._meta.db_table}" AS "{alias}" '
                    f'ON "{alias}"."{field.target_field.column}" = "{owner or "this"}"."{field.column}"'
                )
        table = f'FROM "{self.model._meta.db_table}" AS this'
        return " ".join(["SELECT", ", ".join(columns), table, *joins, self._rest])


def insert_row(row: M) -> M:
    """Write a new row and return it; 1 statement. A key or a moment that the database gives is not read back."""
    insert_rows([row])
    return row


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model; 1 statement, none without rows. What the database gives is not read back."""
    if not rows:
        return
    model = type(rows[0])
    columns = [each for each in _columns(model) if not _is_left_to_database(each, rows[0])]
    values = [
        each.get_db_prep_save(each.pre_save(row, add=True), connection) for row in rows for each in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model, tuple(each.column for each in columns), len(rows)), values)
    for row in rows:
        row._state.adding = False


def update_row(row: models.Model, *names: str) -> None:
    """Write some fields of a row by its key; 1 statement."""
    columns: list[Any] = [row._meta.get_field(name) for name in names]
    values = [each.get_db_prep_save(each.pre_save(row, add=False), connection) for each in columns]
    with connection.cursor() as cursor:
        cursor.execute(_updating(type(row), tuple(str(each.column) for each in columns)), [*values, row.pk])


@lru_cache(200)
def _insertion(model: type[models.Model], columns: tuple[str, ...], count: int) -> str:
    names = ", ".join(f'"{each}"' for each in columns)
    rows = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {rows}'


@cache
def _updating(model: type[models.Model], columns: tuple[str, ...]) -> str:
    key = model._meta.pk
    changes = ", ".join(f'"{each}" = %s' for each in columns)
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{key.column if key else "id"}" = %s'


@cache
def _columns(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [each.attname for each in _columns(model)]


@cache
def _key_place(model: type[models.Model]) -> int:
    return next(place for place, each in enumerate(_columns(model)) if each.primary_key)


def _read_value(column: Any, value: Any) -> Any:
    if value is not None and hasattr(column, "from_db_value"):
        return column.from_db_value(value, None, connection)
    return value


def _is_left_to_database(column: Any, row: models.Model) -> bool:
    value = getattr(row, column.attname)
    return isinstance(value, DatabaseDefault) or (value is None and isinstance(column, models.AutoField))

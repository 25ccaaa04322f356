"""What the runtime role may do: what the acts need with the rows of a purchase, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

SEARCH_PATH = "pg_catalog, public, pg_temp"
"""Where our functions look names up: temporary tables last, so that none can stand in for a real one."""
LIBRARIES = ("axes_", "procrastinate_")
"""Beginnings of the names of tables that libraries write as they please: sign-in tries, jobs."""
OURS = """
    SELECT relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND pg_has_role(current_user, relowner, 'MEMBER')
    ORDER BY relname
"""
OUR_FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE pronamespace = 'public'::regnamespace AND pg_has_role(current_user, proowner, 'MEMBER')
      AND lanname IN ('sql', 'plpgsql')
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the runtime role may do with the rows of one table, beside reading them.

    Attributes:
        insert: Whether it may write new rows.
        update: Columns it may change.
        everything: Whether it may do all of this with every column, and delete.
        delete: Whether it may delete rows.
    """

    insert: bool = False
    update: frozenset[str] = frozenset()
    delete: bool = False
    everything: bool = False


def rights_of(table: str) -> Rights:
    """The rights on a table as its model declares them; on a table without a model of ours, to read only.

    A model says `changed_by_acts = ("state", ...)`, `deleted_by_acts = True`, `written_by_migrations = True` or
    `written_by_triggers = True`; one that says nothing takes new rows and keeps them as they are.
    """
    if table.startswith(LIBRARIES):
        return Rights(everything=True)
    model = _models().get(table)
    if model is None or any(
        getattr(model, f"written_by_{each}", False) for each in ("migrations", "triggers")
    ):
        return Rights()
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's documented interface
    changed = frozenset(columns[name] for name in getattr(model, "changed_by_acts", ()))
    return Rights(insert=True, update=changed, delete=getattr(model, "deleted_by_acts", False))


def _models() -> dict[str, type[models.Model]]:
    ours = [
        each for each in apps.get_models(include_auto_created=True) if each.__module__.startswith("eorder.")
    ]
    return {each._meta.db_table: each for each in ours}  # noqa: SLF001 - Django's documented interface


def append_only_tables() -> frozenset[str]:
    """The tables of all models that say `append_only = True`; a trigger guards them even from their owner."""
    return frozenset(table for table, model in _models().items() if getattr(model, "append_only", False))


def runtime_role() -> str:
    """The role that web and worker connect as."""
    return str(connections["default"].settings_dict["USER"])


def grant_runtime(owner: BaseDatabaseWrapper) -> None:
    """Give the runtime role its rights on every table, sequence and function; repeatable.

    It may not make tables of its own either: with a temporary one it could stand in for a table that a trigger
    asks, which is also why each of our functions looks names up in a fixed order.

    Nothing is in force until all is: a failure leaves the rights as they were.

    Args:
        owner: Connection as the role that owns the tables and the database.
    """
    names = {"role": sql.Identifier(runtime_role()), "database": sql.Identifier(owner.settings_dict["NAME"])}
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        for statement in _GENERAL:
            cursor.execute(sql.SQL(statement).format(**names))
        cursor.execute(OURS)
        for name, kind in cursor.fetchall():
            for text in _sequence() if kind == "S" else _table(rights_of(name)):
                cursor.execute(text.format(name=sql.Identifier("public", name), role=names["role"]))
        cursor.execute(OUR_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(sql.SQL(f"ALTER FUNCTION {function} SET search_path = {SEARCH_PATH}"))
            cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}").format(**names))


_GENERAL = (
    "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {role}, PUBLIC",
    "REVOKE CREATE ON SCHEMA public FROM {role}, PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {role}",
)


def _sequence() -> Iterator[sql.SQL]:
    yield sql.SQL("REVOKE ALL ON SEQUENCE {name} FROM {role}, PUBLIC")
    yield sql.SQL("GRANT USAGE, SELECT ON SEQUENCE {name} TO {role}")


def _table(rights: Rights) -> Iterator[sql.SQL]:
    yield sql.SQL("REVOKE ALL ON {name} FROM {role}, PUBLIC")
    yield sql.SQL("GRANT SELECT ON {name} TO {role}")
    if rights.insert or rights.everything:
        yield sql.SQL("GRANT INSERT ON {name} TO {role}")
    if rights.delete or rights.everything:
        yield sql.SQL("GRANT DELETE ON {name} TO {role}")
    if rights.everything:
        yield sql.SQL("GRANT UPDATE ON {name} TO {role}")
    elif rights.update:
        columns = ", ".join(sql.Identifier(each).as_string() for each in sorted(rights.update))
        yield sql.SQL(f"GRANT UPDATE ({columns}) ON {{name}} TO {{role}}")

"""What the runtime role may do: everything with the rows of a purchase, nothing to what is only appended."""

from __future__ import annotations

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

# Rows of these are news that stays: written once, by the migrations or by the acts.
READ_ONLY = frozenset({"django_migrations"})
OURS = """
    SELECT relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND pg_has_role(current_user, relowner, 'MEMBER')
    ORDER BY relname
"""
OUR_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND pg_has_role(current_user, proowner, 'MEMBER')
    ORDER BY 1
"""


def append_only_tables() -> frozenset[str]:
    """The tables of all models that say `append_only = True`."""
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models if getattr(model, "append_only", False))  # noqa: SLF001 - Django's documented interface


def runtime_role() -> str:
    """The role that web and worker connect as."""
    return str(connections["default"].settings_dict["USER"])


def grant_runtime(owner: BaseDatabaseWrapper) -> None:
    """Give the runtime role its rights on every table, sequence and function; repeatable.

    Nothing is in force until all is: a failure leaves the rights as they were.

    Args:
        owner: Connection as the role that owns the tables.
    """
    role, sealed = sql.Identifier(runtime_role()), append_only_tables()
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(OURS)
        for name, kind in cursor.fetchall():
            for statement in _rights(name, kind, sealed):
                cursor.execute(statement.format(name=sql.Identifier("public", name), role=role))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {role}").format(role=role))
        cursor.execute(OUR_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}").format(role=role))


def _rights(name: str, kind: str, sealed: frozenset[str]) -> list[sql.SQL]:
    if kind == "S":
        return [sql.SQL("GRANT USAGE, SELECT ON SEQUENCE {name} TO {role}")]
    revoke = sql.SQL("REVOKE ALL ON {name} FROM {role}, PUBLIC")
    if name in READ_ONLY:
        return [revoke, sql.SQL("GRANT SELECT ON {name} TO {role}")]
    if name in sealed:
        return [revoke, sql.SQL("GRANT SELECT, INSERT ON {name} TO {role}")]
    return [revoke, sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {role}")]

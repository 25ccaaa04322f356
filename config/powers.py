"""What the runtime role could do beyond what the acts need: asked of the database before the site serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.utils import CursorWrapper

from config.roles import SEARCH_PATH, rights_of

MEND = "Jalankan sebagai pemilik basis data: eorder migrate"
OTHER_ROLE = (
    "Pakai peran lain di EORDER_DATABASE_URL yang tidak memiliki apa pun, lalu jalankan: eorder migrate"
)

OWNED = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND pg_has_role(current_user, relowner, 'MEMBER')
    ORDER BY relname
"""
MIGHTY = "SELECT rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
MAKES_TABLES = """
    SELECT has_database_privilege(current_database(), 'TEMPORARY, CREATE')
        OR has_schema_privilege('public', 'CREATE')
"""
HELD = """
    SELECT relname, has_table_privilege(c.oid, 'INSERT'), has_table_privilege(c.oid, 'DELETE'),
        has_table_privilege(c.oid, 'TRUNCATE, TRIGGER, REFERENCES'),
        array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
            AND has_column_privilege(c.oid, attnum, 'UPDATE'))
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
LOOK_ANYWHERE = """
    SELECT proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE pronamespace = 'public'::regnamespace AND lanname IN ('sql', 'plpgsql')
      AND NOT coalesce(proconfig, '{}') @> ARRAY[%s::text]
    ORDER BY proname
"""


def power_problems(cursor: CursorWrapper) -> Iterator[str]:
    """Refuse a runtime role that owns or may do more than it needs, and guards that it could mislead."""
    cursor.execute(OWNED)
    owned = cursor.fetchall()
    if owned:
        yield f"Peran basis data untuk web memiliki tabel: {_names(owned)}. {OTHER_ROLE}"
    cursor.execute(MIGHTY)
    if cursor.fetchone()[0]:
        yield f"Peran basis data untuk web boleh mengatur server atau peran lain. {OTHER_ROLE}"
    cursor.execute(MAKES_TABLES)
    if cursor.fetchone()[0]:
        yield f"Peran basis data untuk web boleh membuat tabel, juga yang sementara. {MEND}"
    cursor.execute(HELD)
    excess = [
        f"{name} ({', '.join(more)})" for name, *held in cursor.fetchall() if (more := _excess(name, *held))
    ]
    if excess:
        yield f"Peran basis data untuk web boleh lebih dari yang dibutuhkan: {', '.join(excess)}. {MEND}"
    cursor.execute(LOOK_ANYWHERE, [f"search_path={SEARCH_PATH}"])
    loose = cursor.fetchall()
    if loose:
        yield f"Fungsi basis data ini tidak terikat pada urutan pencarian nama: {_names(loose)}. {MEND}"


def _excess(table: str, inserts: Any, deletes: Any, more: Any, updates: list[str]) -> list[str]:
    needed = rights_of(table)
    if needed.everything:
        return ["TRUNCATE"] if more else []
    columns = sorted(set(updates) - needed.update)
    held = {
        "INSERT": inserts and not needed.insert,
        "DELETE": deletes and not needed.delete,
        "TRUNCATE": more,
    }
    return [
        *(name for name, is_too_much in held.items() if is_too_much),
        *(f"UPDATE {each}" for each in columns),
    ]


def _names(rows: list[tuple[str]]) -> str:
    return ", ".join(name for (name,) in rows)

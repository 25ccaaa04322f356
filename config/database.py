"""Which database this process uses: the one the environment names, or the embedded one of its home."""

from __future__ import annotations

import atexit
import os
from functools import cache

from psycopg.conninfo import conninfo_to_dict

from config.env import Environment, read_environment
from eorder.foundation.cluster import Cluster

RUNTIME_LIMITS = {  # milliseconds
    "statement_timeout": 5_000,
    "lock_timeout": 3_000,
    "idle_in_transaction_session_timeout": 15_000,
}
OWNER_LIMITS = {"lock_timeout": 3_000}  # a migration waits no longer for a table in use


@cache
def environment() -> Environment:
    """The environment of this process, read once."""
    return read_environment(os.environ)


@cache
def _cluster() -> Cluster:
    return Cluster(environment().home)


def start() -> None:
    """Make sure that the database answers; the embedded one starts and counts this process as a user."""
    if environment().database_url is None:
        _cluster().acquire()
        atexit.register(stop)


def revive() -> None:
    """Start the embedded database again if it was killed; nothing for an outside one."""
    if environment().database_url is None:
        _cluster().ensure_running()


def stop() -> None:
    """Give up the embedded database, which stops with its last user; harmless when repeated."""
    if environment().database_url is None:
        _cluster().release()
        atexit.unregister(stop)


def databases() -> dict[str, dict[str, object]]:
    """Django's table of databases: `default` as the runtime role, `owner` for migrations; starts nothing."""
    env = environment()
    if env.database_url is not None:
        runtime, owner = env.database_url, env.owner_url
    else:
        urls = _cluster().urls()
        runtime, owner = urls.runtime_url, urls.owner_url
    table = {"default": django_database(runtime, RUNTIME_LIMITS)}
    if owner is not None:
        table["owner"] = django_database(owner, OWNER_LIMITS)
    return table


def django_database(url: str, limits: dict[str, int]) -> dict[str, object]:
    """Turn one address into Django's form, with the limits set for each session."""
    parts = conninfo_to_dict(url)
    given = str(parts.pop("options", ""))
    options = " ".join([given, *(f"-c {name}={value}" for name, value in limits.items())]).strip()
    return {
        "ENGINE": "config.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "options": options, "server_side_binding": True, "prepare_threshold": 3},
    }

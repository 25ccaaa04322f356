"""Settings of a site that writes down every statement it sends, with its values, for `chain.py`."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from pathlib import Path

from django.db.backends.signals import connection_created
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer

from config import settings
from config.settings import *  # noqa: F403 (the site's own settings, and one layer more)

HEADER = "HTTP_X_PURCHASE"
MIDDLEWARE = ["bench.chain_settings.Purchase", *settings.MIDDLEWARE]
AS_TEXT = re.compile(r"(?<!%)%(\(\w+\))?s")
"""Values that the driver may send as bytes, so that they are sent as text."""
serving = threading.local()


class Purchase:
    """Remembers which purchase a request is for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Serve the request under its purchase."""
        serving.purchase = request.META.get(HEADER)
        try:
            return self.get_response(request)
        finally:
            serving.purchase = None


def write_down(execute, sql, values, many, context):
    """Let a statement through, and write it down with its values, its purchase and its transaction."""
    result = execute(sql, values, many, context)
    purchase = getattr(serving, "purchase", None)
    if purchase is not None:
        connection = context["connection"]
        query = PostgresQuery(Transformer(connection.connection))
        query.convert(AS_TEXT.sub(lambda found: f"%{found[1] or ''}t", sql), values)
        given = [each if each is None else bytes(each).decode() for each in query.params or ()]
        block = id(connection.atomic_blocks[0]) if connection.atomic_blocks else 0
        told = [query.query.decode(), list(query.types), given]
        line = json.dumps([int(purchase), time.time_ns(), block, told])
        with Path(os.environ["EORDER_BENCH_CAPTURE"], f"{os.getpid()}-{threading.get_ident()}").open(
            "a"
        ) as file:
            file.write(line + "\n")
    return result


def listen(connection, **_):
    """Write down what a new connection sends."""
    connection.execute_wrappers.append(write_down)


connection_created.connect(listen, weak=False)

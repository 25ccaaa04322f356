"""A planted fault: a site that says an order is placed a moment before it is."""

import threading
import time

from django.db import connections

from config.rsgi import application
from eorder.buying.orders.actions import place_order

__all__ = ["application"]
DELAY = 0.3
_write = place_order.write_at_once


def _later(given):
    time.sleep(DELAY)
    try:
        _write(*given)
    finally:
        connections.close_all()


def _promise(*given):
    threading.Thread(target=_later, args=(given,)).start()
    return ("BELUM-ADA", None)


place_order.write_at_once = _promise

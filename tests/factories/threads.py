"""Run acts at the same moment, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from eorder.foundation.errors import EorderError


def at_once(*acts):
    """Start all acts together; gives what each returned, or the expected error it raised."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait(timeout=30)
        try:
            return act()
        except EorderError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result(timeout=60) for each in [pool.submit(run, act) for act in acts]]

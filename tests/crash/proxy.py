"""A way to the database that can be cut after a commit went in and before its answer comes out."""

import socket
import threading
from contextlib import suppress

COMMIT = (b"COMMIT\0", b"INSERT INTO orders_order")
"""What a commit looks like on the wire: of a transaction, and of the one statement of an order."""


class Proxy:
    """Listens on a loopback port and forwards to the socket of the server."""

    def __init__(self, target):
        self.target = target
        self.cuts = 0
        self._armed = threading.Event()
        self._closing = False
        self._prepared = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def arm(self):
        """Cut the next connection that commits."""
        self._armed.set()

    def close(self):
        """End every connection and stop listening."""
        self._closing = True
        for each in [*self._open, self._listener]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._thread.join(5)

    def _accept(self):
        while not self._closing:
            try:
                inside, _ = self._listener.accept()
            except OSError:
                return
            outside = socket.socket(socket.AF_UNIX)
            outside.connect(str(self.target))
            self._open += [inside, outside]
            wire = _Wire(inside, outside)
            for work in (self._forward, self._answer):
                threading.Thread(target=work, args=(wire,), daemon=True).start()

    def _forward(self, wire):
        """From the program to the server; what commits is seen here."""
        with suppress(OSError):
            while data := wire.inside.recv(65_536):
                if self._armed.is_set() and wire.commits(data):
                    self._armed.clear()
                    wire.is_cut = True
                    self.cuts += 1
                wire.outside.sendall(data)
        wire.end()

    def _answer(self, wire):
        """From the server to the program; the answer to a marked commit is swallowed and the line cut."""
        with suppress(OSError):
            while data := wire.outside.recv(65_536):
                if wire.is_cut:
                    break
                wire.inside.sendall(data)
        wire.end()


class _Wire:
    def __init__(self, inside, outside):
        self.inside, self.outside = inside, outside
        self.is_cut = False
        self.prepared = set()

    def commits(self, data):
        """Whether this is a COMMIT, the statement of an order, or an execution of it as prepared before."""
        for name in _parsed(data):
            self.prepared.add(name)
        return any(each in data for each in COMMIT) or any(name in data for name in self.prepared)

    def end(self):
        for each in (self.inside, self.outside):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _parsed(data):
    """Names under which an order's statement is prepared (`P` length name NUL text NUL)."""
    found = data.find(b"_pg3_")
    if found < 0 or b"INSERT INTO orders_order" not in data:
        return []
    return [data[found : data.index(b"\0", found)] + b"\0"]

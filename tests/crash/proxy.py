"""A way to the database that can be cut after a commit went in and before its answer comes out."""

import socket
import threading
from contextlib import suppress

ORDER = b"INSERT INTO orders_order"
"""Of the one statement of an order, which commits by itself."""
BEFOREHAND = ((80877103).to_bytes(4, "big"), (80877104).to_bytes(4, "big"))
"""Questions whether the line may be encrypted; the true beginning comes after the answer."""


class Proxy:
    """Listens on a loopback port and forwards to the socket of the server."""

    def __init__(self, target):
        self.target = target
        self.cuts = 0
        self._armed = threading.Event()
        self._closing = False
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
                if wire.commits(data) and self._armed.is_set():
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
    """One connection; what the program says is read message by message (PostgreSQL's protocol, version 3)."""

    def __init__(self, inside, outside):
        self.inside, self.outside = inside, outside
        self.is_cut = False
        self._prepared = set()
        self._heard, self._is_begun = b"", False

    def commits(self, data):
        """Whether a COMMIT, the statement of an order, or an execution of it as prepared before is in it."""
        told = [self._is_commit(kind, body) for kind, body in self._messages(data)]
        return any(told)

    def _messages(self, data):
        """Type and body of each message that is complete by now; the first ones of a connection have no type."""
        self._heard += data
        while True:
            start = 1 if self._is_begun else 0
            length = int.from_bytes(self._heard[start : start + 4], "big")
            if len(self._heard) < start + 4 or len(self._heard) < start + length:
                return
            kind, body = self._heard[:start], self._heard[start + 4 : start + length]
            self._heard = self._heard[start + length :]
            self._is_begun = self._is_begun or body[:4] not in BEFOREHAND
            yield kind, body

    def _is_commit(self, kind, body):
        if kind == b"P":
            name, text = body.split(b"\0")[:2]
            if ORDER in text:
                self._prepared.add(name)
        if kind == b"B":
            return body.split(b"\0")[1] in self._prepared
        return kind == b"Q" and body.startswith(b"COMMIT")

    def end(self):
        for each in (self.inside, self.outside):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

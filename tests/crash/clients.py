"""Clients that act over HTTP and note what was acknowledged, refused or left in doubt."""

import http.client
import json
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from urllib.parse import urlencode

from eorder.simulator.replay.samples import small_pdf, small_photo

TIMEOUT = 12
PAGES = {
    "accept": "terima", "refuse": "tolak", "cancel": "batalkan", "ship": "kirim", "receive": "penerimaan",
    "hand_over": "bast", "invoice": "tagih", "verify": "periksa", "pay": "bayar", "close": "tutup",
}  # fmt: skip
FOLLOWS = {
    "place": ["accept", "accept", "refuse", "cancel"], "accept": ["ship", "ship", "cancel"], "ship": ["receive"],
    "receive": ["hand_over"], "hand_over": ["invoice"], "invoice": ["verify"], "verify": ["pay"], "pay": ["close"],
}  # fmt: skip
"""What may come after an act; a close is refused where tax was kept back, as its proof is nobody's here."""
SENDERS = {"accept": "seller", "refuse": "seller", "ship": "seller", "invoice": "seller", "receive": "ppk",
           "hand_over": "ppk", "close": "ppk", "verify": "bendahara", "pay": "bendahara"}  # fmt: skip
FORM = "application/x-www-form-urlencoded"
LOST = (OSError, http.client.HTTPException)


@dataclass
class Act:
    """One command: whose it is, what it asks, and what its client knows of it."""

    kind: str
    account: str
    path: str
    body: bytes
    content_type: str = FORM
    order: str = ""
    command: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "sent"  # then acknowledged, refused or in_doubt
    was_in_doubt: bool = False
    answers: list = field(default_factory=list)
    officer: int = 0
    quantity: int = 0


class Door:
    """The signed-in sessions of all accounts; they outlive every crash, as they are rows."""

    def __init__(self, port, ground):
        self.port, self.ground = port, ground
        people = chain(ground["officers"], ground["ppk"], ground["bendahara"], [ground["seller"]])
        self.cookies = {each: self._sign_in(each) for each in people}

    def connect(self):
        """A connection of a client's own."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)

    def _sign_in(self, email):
        connection, cookies = self.connect(), {}
        try:
            page = _ask(connection, "GET", "/masuk", b"", {"Host": f"localhost:{self.port}"}, cookies)[1]
            token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1).decode()
            form = {"username": email, "password": self.ground["password"], "csrfmiddlewaretoken": token}
            headers = {"Content-Type": FORM, **self._headers(cookies)}
            _ask(connection, "POST", "/masuk", urlencode(form).encode(), headers, cookies)
        finally:
            connection.close()
        assert "sid" in cookies, email
        return cookies

    def _headers(self, cookies):
        text = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return {"Host": f"localhost:{self.port}", "Cookie": text}

    def send(self, connection, act):
        """Send a command, or send it again; what is known of it afterwards stands in the act.

        Only a definite answer counts: after a 5xx, as after silence, the client knows nothing.
        """
        headers = {
            **self._headers(self.cookies[act.account]),
            "X-CSRFToken": self.cookies[act.account]["csrf"],
            "Content-Type": act.content_type,
        }
        if act.kind == "place":
            headers["Idempotency-Key"] = act.command
        try:
            status, content = _ask(connection, "POST", act.path, act.body, headers, {})
        except LOST as error:
            connection.close()
            act.answers.append(repr(error))
            self._doubt(act)
            return
        act.answers.append((status, content[:2000].decode(errors="replace")))
        if status in {201, 303}:
            self._acknowledge(act, status, content)
        elif status in {403, 404, 409, 422}:
            act.status = "refused"
        elif status >= 500:
            self._doubt(act)
        else:
            raise AssertionError(act.answers)

    def _acknowledge(self, act, status, content):
        if status == 201:
            order = json.loads(content)["id"]
            assert act.order in {"", order}, f"a repeat was answered with another order: {act.answers}"
            act.order = order
        act.status = "acknowledged"

    def _doubt(self, act):
        if act.status == "sent":
            act.status = "in_doubt"
            act.was_in_doubt = True


def _ask(connection, method, path, body, headers, cookies):
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    for each in response.headers.get_all("Set-Cookie") or []:
        name, _, rest = each.partition("=")
        cookies[name] = rest.partition(";")[0]
    return response.status, response.read()


def placing(ground, choose):
    """A new order of an officer, in one of the two packages of the unit."""
    number = choose.randrange(len(ground["officers"]))
    quantity = choose.randint(1, 9)
    start = datetime.now(UTC) + timedelta(minutes=30)
    body = {
        "package_id": choose.choice(ground["packages"][number]), "vendor_id": ground["vendor"],
        "lines": [{"product_id": ground["product"], "quantity": quantity * 1000}],
        "window_start": start.isoformat(), "window_end": (start + timedelta(hours=1)).isoformat(),
        "reason": "Uji mati mendadak",
    }  # fmt: skip
    return Act(
        "place", ground["officers"][number], "/api/v1/orders", json.dumps(body).encode(), "application/json",
        officer=number, quantity=quantity,
    )  # fmt: skip


def following(ground, before, kind):
    """The next step on the order of an act, by whoever takes it."""
    command = str(uuid.uuid4())
    sender = ground[SENDERS[kind]] if kind in SENDERS else ground["officers"]
    account = sender if isinstance(sender, str) else sender[before.officer]
    body, content_type = _form(kind, command, before.quantity, ground["payee"])
    return Act(
        kind, account, f"/kerja/pesanan/{before.order}/{PAGES[kind]}", body, content_type, before.order, command,
        officer=before.officer, quantity=before.quantity,
    )  # fmt: skip


def _form(kind, command, quantity, payee):
    """What the page of a step sends, as bytes, and their type."""
    fields, files = {"command": command}, {}
    if kind in {"refuse", "cancel"}:
        fields["reason"] = "Uji mati mendadak"
    if kind == "receive":
        fields |= {"accepted_1": str(quantity), "rejected_1": "0", "rejection_1": ""}
        files["photo"] = small_photo(command)
    if kind == "pay":
        fields |= {"provider": "Bank Contoh", "reference": f"UJI{command[:12].upper()}", "account": payee}
        files["proof"] = small_pdf(command)
    if not files:
        return urlencode(fields).encode(), FORM
    mark = f"batas{command}"
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    parts += [
        f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n\r\n'.encode()
        + file.content
        for name, file in files.items()
    ]
    body = b"".join(f"--{mark}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{mark}--\r\n".encode()
    return body, f"multipart/form-data; boundary={mark}"


def _chooser(seed, number):
    return random.Random(f"{seed} {number}")  # noqa: S311 - repeatable


class Crowd:
    """Many clients that act at once until told to stop; each goes on with orders of its own.

    Args:
        door: Where they act.
        count: How many there are.
        seed: Of what they choose.
        begun: Acts of an earlier crowd that may be followed; `left` are those that this one leaves.
    """

    def __init__(self, door, count, seed, begun=()):
        self.door, self.acts, self.left = door, [], []
        self.in_flight = 0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [
            threading.Thread(target=self._act_on, args=(_chooser(seed, each), list(begun[each::count])))
            for each in range(count)
        ]
        self.faults = []

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_failure):
        self._stop.set()
        for each in self._threads:
            each.join(TIMEOUT + 10)
        assert not [each for each in self._threads if each.is_alive()]
        assert not self.faults, self.faults[0]

    def _act_on(self, choose, own):
        connection = self.door.connect()
        try:
            while not self._stop.is_set():
                act = self._next(choose, own)
                self._send(connection, act)
                if act.status == "in_doubt":
                    time.sleep(0.1)  # a client that hears nothing does not hammer
                own = [each for each in [*own, act] if each.status == "acknowledged" and each.kind in FOLLOWS]
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            self.faults.append(error)
        finally:
            connection.close()
            with self._lock:
                self.left += own

    def _next(self, choose, own):
        if not own or choose.random() < 0.35:
            return placing(self.door.ground, choose)
        before = own.pop(choose.randrange(len(own)))
        if choose.random() < 0.15:
            return before  # sent once more, as an impatient person does
        return following(self.door.ground, before, choose.choice(FOLLOWS[before.kind]))

    def _send(self, connection, act):
        with self._lock:
            if not act.answers:
                self.acts.append(act)
            self.in_flight += 1
        try:
            self.door.send(connection, act)
        finally:
            with self._lock:
                self.in_flight -= 1

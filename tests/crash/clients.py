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
from urllib.parse import urlencode

TIMEOUT = 12
PAGES = {"accept": "terima", "refuse": "tolak", "cancel": "batalkan", "ship": "kirim"}
LOST = (OSError, http.client.HTTPException)


@dataclass
class Act:
    """One command: whose it is, what it asks, and what its client knows of it."""

    kind: str
    account: str
    path: str
    body: str
    order: str = ""
    command: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "sent"  # then acknowledged, refused or in_doubt
    was_in_doubt: bool = False
    answers: list = field(default_factory=list)


class Door:
    """The signed-in sessions of all accounts; they outlive every crash, as they are rows."""

    def __init__(self, port, ground):
        self.port, self.ground = port, ground
        self.cookies = {each: self._sign_in(each) for each in [*ground["officers"], ground["seller"]]}

    def connect(self):
        """A connection of a client's own."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)

    def _sign_in(self, email):
        connection, cookies = self.connect(), {}
        try:
            page = _ask(connection, "GET", "/masuk", "", {"Host": f"localhost:{self.port}"}, cookies)[1]
            token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1).decode()
            form = {"username": email, "password": self.ground["password"], "csrfmiddlewaretoken": token}
            headers = {"Content-Type": "application/x-www-form-urlencoded", **self._headers(cookies)}
            _ask(connection, "POST", "/masuk", urlencode(form), headers, cookies)
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
        }
        if act.kind == "place":
            headers |= {"Content-Type": "application/json", "Idempotency-Key": act.command}
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
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
    connection.request(method, path, body.encode(), headers)
    response = connection.getresponse()
    for each in response.headers.get_all("Set-Cookie") or []:
        name, _, rest = each.partition("=")
        cookies[name] = rest.partition(";")[0]
    return response.status, response.read()


def placing(ground, choose):
    """A new order of an officer, in one of the two packages of the unit."""
    number = choose.randrange(len(ground["officers"]))
    start = datetime.now(UTC) + timedelta(minutes=30)
    body = {
        "package_id": choose.choice(ground["packages"][number]), "vendor_id": ground["vendor"],
        "lines": [{"product_id": ground["product"], "quantity": choose.randint(1, 9) * 1000}],
        "window_start": start.isoformat(), "window_end": (start + timedelta(hours=1)).isoformat(),
        "reason": "Uji mati mendadak",
    }  # fmt: skip
    return Act("place", ground["officers"][number], "/api/v1/orders", json.dumps(body))


def answering(ground, placed, kind):
    """A step on an order that was placed: the seller's, or the officer's cancelling."""
    command = str(uuid.uuid4())
    body = urlencode(
        {"command": command, "reason": "Uji mati mendadak"}
        if kind in {"refuse", "cancel"}
        else {"command": command}
    )
    account = placed.account if kind == "cancel" else ground["seller"]
    return Act(kind, account, f"/kerja/pesanan/{placed.order}/{PAGES[kind]}", body, placed.order, command)


class Crowd:
    """Many clients that act at once until told to stop; each goes on with orders of its own."""

    def __init__(self, door, count, seed):
        self.door, self.acts = door, []
        self.in_flight = 0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [
            threading.Thread(target=self._act_on, args=(random.Random(f"{seed} {each}"),))  # noqa: S311 - repeatable
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

    def _act_on(self, choose):
        connection, own = self.door.connect(), []
        try:
            while not self._stop.is_set():
                act = self._next(choose, own)
                self._send(connection, act)
                if act.status == "in_doubt":
                    time.sleep(0.1)  # a client that hears nothing does not hammer
                own = [
                    each
                    for each in [*own, act]
                    if each.status == "acknowledged" and each.kind in {"place", "accept"}
                ]
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            self.faults.append(error)
        finally:
            connection.close()

    def _next(self, choose, own):
        if not own or choose.random() < 0.5:
            return placing(self.door.ground, choose)
        before = own.pop(choose.randrange(len(own)))
        if choose.random() < 0.15:
            return before  # sent once more, as an impatient person does
        kinds = ["accept", "refuse", "cancel"] if before.kind == "place" else ["ship", "cancel"]
        step = answering(self.door.ground, self._officer(before), choose.choice(kinds))
        step.placed_by = self._officer(before).account
        return step

    def _officer(self, act):
        if act.kind == "place":
            return act
        return Act("place", act.placed_by, "", "", act.order)

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

"""The people of `chain.py`: signed in over HTTP, they walk purchases as programs and browsers would."""

from __future__ import annotations

import json
import re
import select
import socket
import time
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from bench import order
from eorder.simulator.load.papers import scan_of

CLIENTS = order.CLIENTS
FORM = "application/x-www-form-urlencoded"
BUSY, TRIES = 503, 10
"""The site asks to send again in a moment, as when the first files wait for the cleaner to start; same command."""
BOUNDARY = "batas-ukur-chain"


class Session(order.Client):
    """One signed-in person with a connection kept open; posts forms and JSON for one purchase at a time."""

    def __init__(self, email: str, password: str) -> None:
        self._connect()
        self.cookies = {}
        self.told: dict[str, str] = {}
        self.sign_in(email, password)

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", order.PORT), timeout=30)

    def post(self, path: str, content: bytes, kind: str, **more: str) -> bytes:
        """Send a body; ends the run if the answer is neither a success nor a redirect to one."""
        headers = {
            "Host": f"localhost:{order.PORT}", "Content-Length": str(len(content)), "Content-Type": kind,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrf"], **self.told, **more,
        }  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        for _ in range(TRIES):
            if select.select([self.socket], [], [], 0)[0]:  # the server closes what was idle for long
                self._connect()
            self.socket.sendall(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + content)
            top, answer = self._receive()
            status = int(top[9:12])
            if status != BUSY:
                break
            time.sleep(0.5)
        if status not in {201, 303}:
            raise SystemExit(f"{path} answered {status}: {re.sub(rb'<[^>]+>', b' ', answer)[-1500:]!r}")
        return answer

    def form(self, path: str, **fields: str) -> None:
        """Send a form without files, as the page of the act does."""
        self.post(path, urlencode({**fields, "command": str(uuid.uuid4())}).encode(), FORM)

    def form_with_file(self, path: str, field: str, seed: str, **fields: str) -> None:
        """Send a form with one picture that nobody sent before."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "command": str(uuid.uuid4())}.items()
        ]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="foto.png"\r\n'
        parts.append(f"{head}Content-Type: image/png\r\n\r\n".encode() + scan_of(seed).content)
        self.post(
            path,
            b"".join(parts) + f"\r\n--{BOUNDARY}--\r\n".encode(),
            f"multipart/form-data; boundary={BOUNDARY}",
        )


class Chain:
    """The people of one client; walks one purchase after the other."""

    def __init__(self, number: int, ground: dict) -> None:
        password = ground["password"]
        self.ground, self.packages = ground, ground["packages"][number::CLIENTS]
        self.officer = Session(ground["officers"][number], password)
        self.ppk, self.treasurer, self.seller = (
            Session(ground[who], password) for who in ("ppk", "treasurer", "seller")
        )

    def walk(self, purchase: int, *, told: bool) -> None:
        """Place, accept, ship, count, hand over, bill, verify, pay and close one purchase of three lines."""
        for each in (self.officer, self.ppk, self.treasurer, self.seller):
            each.told = {"X-Purchase": str(purchase)} if told else {}
        page = f"/kerja/pesanan/{self._place(purchase)}"
        self.seller.form(f"{page}/terima")
        self.seller.form(f"{page}/kirim", note="")
        counts = {
            name: value
            for line in range(1, 4)
            for name, value in (
                (f"accepted_{line}", str(line)),
                (f"rejected_{line}", "0"),
                (f"rejection_{line}", ""),
            )
        }
        self.ppk.form_with_file(f"{page}/penerimaan", "photo", f"foto {purchase}", **counts)
        self.ppk.form(f"{page}/bast")
        self.seller.form(f"{page}/tagih")
        self.treasurer.form(f"{page}/periksa")
        self.treasurer.form_with_file(
            f"{page}/bayar",
            "proof",
            f"bayar {purchase}",
            provider="Bank Ukur",
            reference=f"UKUR{purchase:09d}",
        )
        self.ppk.form(f"{page}/tutup")

    def _place(self, purchase: int) -> str:
        start = datetime.now(UTC) + timedelta(days=3)
        products = self.ground["products"]
        asked = {
            "package_id": self.packages[purchase // CLIENTS % len(self.packages)],
            "vendor_id": self.ground["vendor"],
            "lines": [
                {
                    "product_id": products[(purchase * 3 + place) % len(products)],
                    "quantity": (place + 1) * 1000,
                }
                for place in range(3)
            ],
            "window_start": start.isoformat(),
            "window_end": (start + timedelta(hours=1)).isoformat(),
            "reason": "Pembanding ukur",
        }
        key = {"Idempotency-Key": str(uuid.uuid4())}
        answer = self.officer.post("/api/v1/orders", json.dumps(asked).encode(), "application/json", **key)
        return json.loads(answer)["id"]

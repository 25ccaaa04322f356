"""Place orders over HTTP with eight clients, alternating with pgbench on the bare SQL of an order.

usage: python bench/order.py [--hot] [--overspend TRIES] [--seconds 6] [--rounds 3]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
PORT = 18473
CLIENTS = 8
UNITS = 64
LIMIT, HOT_LIMIT = 0.20, 0.50
CEILING = 10**14


def main() -> int:
    """Run the benchmark and say whether the limit was kept."""
    options = read_options()
    home = Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    os.environ["EORDER_HOME"] = str(home)
    try:
        ground = lay_ground(one_line=options.hot or bool(options.overspend), room=options.overspend // 2)
        server = serve()
        try:
            wait_for_server()
            clients = [Client(number, ground) for number in range(CLIENTS)]
            if options.overspend:
                return try_to_overspend(clients, options.overspend)
            return compare(clients, options)
        finally:
            server.terminate()
            server.wait(30)
    finally:
        from config import database
        from eorder.foundation.cluster import Cluster

        database.stop()
        Cluster(home).destroy()
        shutil.rmtree(home, ignore_errors=True)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hot", action="store_true")
    parser.add_argument("--overspend", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def lay_ground(*, one_line: bool, room: int) -> dict:
    """Set up a durable database with units, officers, budget lines, packages and one seller."""
    from eorder.cli.ready import ready

    ready()
    from eorder.cli.migrate import bring_up_to_date

    bring_up_to_date()
    from bench.ground import lay

    ground = lay(UNITS, CLIENTS, CEILING, one_line=one_line, room=room)
    from django.db import connections

    connections.close_all()
    return ground


def serve(settings: str = "config.settings") -> subprocess.Popen:
    """Start the web processes exactly as `eorder run` does, without the worker."""
    return subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "2", "--http", "1",
         "--host", "127.0.0.1", "--port", str(PORT), "--no-ws", "--log-level", "error", "config.rsgi:application"],
        cwd=HERE.parent,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, "EORDER_PUBLIC_URL": f"http://localhost:{PORT}"},
    )  # fmt: skip


def wait_for_server() -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/masuk")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


class Client:
    """One signed-in officer with a connection kept open."""

    def __init__(self, number: int, ground: dict) -> None:
        self.socket = socket.create_connection(("127.0.0.1", PORT), timeout=30)
        self.random = random.Random(number)  # noqa: S311 - the same draws in each run
        self.ground = ground
        self.mine = ground["packages"][number::CLIENTS]
        self.cookies: dict[str, str] = {}
        self.sign_in(ground["officers"][number], ground["password"])
        self.placed = self.refused = 0
        self.times: list[float] = []

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person does, through the form."""
        page = self.send("GET", "/masuk")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.decode()).group(1)
        form = urlencode({"username": email, "password": password, "csrfmiddlewaretoken": token})
        self.send("POST", "/masuk", form, {"Content-Type": "application/x-www-form-urlencoded"})
        if "sid" not in self.cookies:
            raise SystemExit(f"{email} could not sign in")

    def send(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> bytes:
        """Send one request with the cookies so far; returns the body.

        Written by hand, because a client library took a tenth of the two cores that are measured.
        """
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{PORT}", f"Content-Length: {len(body.encode())}",
                 "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                 *(f"{name}: {value}" for name, value in (headers or {}).items())]  # fmt: skip
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head, content = self._receive()
        self.status = int(head[9:12])
        for cookie in re.findall(rb"(?im)^set-cookie: *([^=]+)=([^;\r]*)", head):
            self.cookies[cookie[0].decode()] = cookie[1].decode()
        return content

    def _receive(self) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, content = received.partition(b"\r\n\r\n")
        size = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
        while len(content) < size:
            content += self._more()
        return head, content

    def _more(self) -> bytes:
        more = self.socket.recv(65_536)
        if not more:
            raise SystemExit("the server closed the connection")
        return more

    def place(self) -> None:
        """Place one order of three lines."""
        products = self.random.sample(self.ground["products"], 3)
        start = datetime.now(UTC) + timedelta(days=3)
        body = json.dumps(
            {
                "package_id": self.random.choice(self.mine),
                "vendor_id": self.ground["vendor"],
                "lines": [
                    {"product_id": product, "quantity": count * 1000}
                    for count, product in enumerate(products, 1)
                ],
                "window_start": start.isoformat(),
                "window_end": (start + timedelta(hours=1)).isoformat(),
                "reason": "Pembanding ukur",
            }
        )
        key = f"{self.random.getrandbits(128):032x}"
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self.cookies["csrf"],
            "Idempotency-Key": key,
        }
        began = time.perf_counter()
        content = self.send("POST", "/api/v1/orders", body, headers)
        self.times.append(time.perf_counter() - began)
        if self.status == 201:
            self.placed += 1
        elif self.status in {403, 409}:
            self.refused += 1
        else:
            raise SystemExit(f"unexpected answer {self.status}: {content[:300]!r}")


def run_clients(clients: list[Client], until: float | None = None, tries: int = 0) -> float:
    """Let all clients place orders at once; returns the seconds it took."""
    share = tries // len(clients)

    def work(client: Client) -> None:
        count = 0
        while (time.perf_counter() < until) if until else (count < share):
            client.place()
            count += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def orders_a_second(clients: list[Client], seconds: float) -> float:
    before = sum(client.placed for client in clients)
    took = run_clients(clients, until=time.perf_counter() + seconds)
    return (sum(client.placed for client in clients) - before) / took


def pgbench(script: str, seconds: float) -> float:
    """Run pgbench with eight clients on the same server; transactions a second."""
    out = subprocess.run(
        [tool("pgbench"), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(max(1, int(seconds))),
         "-f", str(HERE / "limits" / script), owner_url()],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout  # fmt: skip
    return float(re.search(r"tps = ([\d.]+)", out).group(1))


def owner_url() -> str:
    from django.conf import settings

    owner = settings.DATABASES["owner"]
    return f"host={owner['HOST']} port={owner['PORT'] or 5432} user={owner['USER']} dbname={owner['NAME']}"


def tool(name: str) -> str:
    """Find a PostgreSQL client program, on the path or where Debian keeps it."""
    found = shutil.which(name) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    if found is None:
        raise SystemExit(f"{name} is needed (Debian: postgresql-15)")
    return found


def compare(clients: list[Client], options: argparse.Namespace) -> int:
    subprocess.run([tool("psql"), "-q", "-f", str(HERE / "limits" / "schema.sql"), owner_url()],
                   check=True, capture_output=True)  # fmt: skip
    script, limit = ("order_hot.sql", HOT_LIMIT) if options.hot else ("order_multi.sql", LIMIT)
    run_clients(clients, until=time.perf_counter() + 2)  # warm
    ratios = []
    for number in range(options.rounds):
        bare = pgbench(script, options.seconds)
        for client in clients:
            client.times.clear()
        ours = orders_a_second(clients, options.seconds)
        times = sorted(each for client in clients for each in client.times)
        ratios.append(ours / bare)
        print(
            f"round {number + 1}: {ours:6.0f} orders/s (p50 {times[len(times) // 2] * 1000:.1f} ms, "
            f"p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms), {script} {bare:6.0f}/s, ratio {ours / bare:.3f}"
        )
    median = statistics.median(ratios)
    print(
        f"{'hot line' if options.hot else 'orders'}: median ratio {median:.3f}, limit {limit} "
        f"{'kept' if median >= limit else 'NOT KEPT'}"
    )
    return 0 if median >= limit else 1


def try_to_overspend(clients: list[Client], tries: int) -> int:
    took = run_clients(clients, tries=tries)
    placed, refused = (sum(getattr(client, name) for client in clients) for name in ("placed", "refused"))
    import psycopg

    with psycopg.connect(owner_url()) as connection:
        row = connection.execute(
            "SELECT ceiling, reserved + committed + spent, (SELECT coalesce(sum(total), 0) FROM orders_order)"
            " FROM budgets_budgetline ORDER BY reserved DESC LIMIT 1"
        ).fetchone()
    ceiling, held, total = row
    kept = held <= ceiling and held == total and placed + refused == tries // CLIENTS * CLIENTS
    print(
        f"{placed + refused} tries in {took:.0f} s ({(placed + refused) / took:.0f}/s): "
        f"{placed} placed, {refused} refused; "
        f"ceiling {ceiling}, held {held}, sum of orders {total}: {'nothing overspent' if kept else 'OVERSPENT'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

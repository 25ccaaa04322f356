"""A replay as people start it: two processes, killed in the middle, run again; the same in the end."""

import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from eorder.foundation.cluster import Cluster
from tests.databases import ROOT
from tests.simulator.rows import row, write

pytestmark = pytest.mark.xdist_group("replay")
PATIENCE = 170
HOURS = ("00:00:00", "20:15:00")
KINDS = ("ATK", "Makanan", "jasa Kreatif", "Elektronik")


NONE_OF = (
    "SELECT count(*) FROM journal_event WHERE name LIKE 'order.%' AND public NOT LIKE '%replayed%'",
    "SELECT count(*) FROM journal_release WHERE body NOT LIKE '%(andaian)%'",
    "SELECT count(*) FROM budgets_budgetline WHERE spent <> ceiling",
    "SELECT count(*) FROM procrastinate_jobs, journal_event e WHERE args->>'event_id' = e.id::text AND name ~ '^or'",
    "SELECT count(*) FROM papers_paper",
)


def rows():
    """Forty purchases of two units from three sellers, two above the ceiling of an order, one row sent again."""
    made = [
        row(
            order_id=f"PO-{number}", kd_satker=str(1 + number % 2), nama_satker=f"Dinas {number % 2}",
            nama_merchant=f"Toko Contoh {number % 3}", kategori=KINDS[number % 4], order_desc=f"Barang {number}",
            valuasi=str(60_000_000 if number in {7, 20} else 150_000 * (number + 1)),
            tanggal_transaksi=f"2022-0{3 + number // 10}-{1 + number % 20:02d} {HOURS[number % 9 == 0]}",
        )
        for number in range(40)
    ]  # fmt: skip
    return [*made, row(**{**made[3], "kategori": "ATK"}), row(**{**made[0], "order_desc": "Barang lain"})]


@pytest.fixture(scope="module")
def place():
    """A short folder: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="rp", dir="/tmp") as name:
        Path(name).chmod(0o711)
        write(Path(name) / "toko.csv.gz", rows())
        yield Path(name)
        for home in Path(name).glob("*/putaran/*"):
            Cluster(home).destroy()


def environment(home):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("EORDER_", "DJANGO_"))}
    return {**kept, "EORDER_HOME": str(home), "COLUMNS": "200"}


def start(place, home):
    return subprocess.Popen(
        [sys.executable, "-m", "eorder.cli", "replay", "toko-daring", str(place / "toko.csv.gz"), "--into", "uji"],
        env=environment(place / home), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def finish(process):
    told, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told
    return told


def digest(told):
    return re.search(r"sidik +([0-9a-f]{64})", told).group(1)


def closed(place, home):
    """Orders closed so far; 0 before there is a database."""
    try:
        url = Cluster(place / home / "putaran/uji").urls().runtime_url
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT count(*) FROM orders_order WHERE state = 'closed'").fetchone()[
                0
            ]
    except (psycopg.Error, OSError):
        return 0


def wait_until(came):
    deadline = time.monotonic() + PATIENCE
    while not came() and time.monotonic() < deadline:
        time.sleep(0.05)


def left_of(session):
    """Processes of a session that still run, without the database's."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        if int(fields[3]) == session and fields[0] != "Z" and not name.startswith("postgres"):
            found.append(name)
    return found


@pytest.fixture(scope="module")
def whole(place):
    """What an undisturbed replay told."""
    return finish(start(place, "a"))


def test_replay_when_undisturbed_then_tells_what_became_of_every_row(whole):
    assert "baris        42" in whole
    assert "pembelian    40 dengan 41 baris" in whole
    assert "berulang     1 baris Rp 600.000" in whole
    assert "tidak sama PO-3" in whole
    assert "selesai      38 pembelian" in whole
    assert "ditolak (over_ceiling) 2 pembelian Rp 120.000.000" in whole
    assert "melebihi batas satu pesanan Rp 50.000.000 (Perpres 16/2018" in whole


def test_refusals_when_ended_then_each_listed_with_its_rule_and_sentence(place, whole):
    assert whole
    with (place / "a/putaran/uji/ditolak.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [each["order_id"] for each in listed] == ["PO-20", "PO-7"]
    assert {(each["aturan"], each["nilai"]) for each in listed} == {("over_ceiling", "60000000")}
    assert all("melebihi batas satu pesanan" in each["kalimat"] for each in listed)


def test_replay_when_checked_then_whole_marked_and_without_jobs_and_budgets_are_used_exactly(place, whole):
    assert whole
    home = place / "a/putaran/uji"
    checked = subprocess.run(
        [sys.executable, "-m", "eorder.cli", "check"], env=environment(home), cwd=ROOT, capture_output=True,
        text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    with Cluster(home) as urls, psycopg.connect(urls.runtime_url) as connection:
        for statement in NONE_OF:
            assert connection.execute(statement).fetchone()[0] == 0, statement
    assert "putaran ulang" in (home / "andaian.txt").read_text("utf-8").casefold()


def test_replay_when_run_again_then_walks_nothing_anew_and_ends_the_same(place, whole):
    again = finish(start(place, "a"))
    assert "dijalankan   2 pembelian" in again  # those that the ceiling refuses are asked again, and refused
    assert digest(again) == digest(whole)


def test_replay_when_only_the_first_process_is_killed_then_the_others_end_too(place, whole):
    process = start(place, "c")
    wait_until(lambda: closed(place, "c") >= 8 or process.poll() is not None)
    assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    process.communicate()
    wait_until(lambda: not left_of(process.pid))
    assert left_of(process.pid) == []
    told = finish(start(place, "c"))
    assert digest(told) == digest(whole)


def test_replay_when_killed_in_the_middle_then_goes_on_to_the_same_end(place, whole):
    process = start(place, "b")
    wait_until(lambda: closed(place, "b") >= 8 or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = closed(place, "b")
    told = finish(start(place, "b"))
    assert digest(told) == digest(whole)
    assert f"dijalankan   {40 - left} pembelian" in told or left == 0
    assert left < 38

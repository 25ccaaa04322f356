"""`eorder run`: one process tree that ends whole, on an address that is meant to be reached."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.databases import ROOT

pytestmark = pytest.mark.xdist_group("installation")
PATIENCE = 90
EVERYWHERE = "0.0.0.0"  # noqa: S104 (refused)
PUBLIC = {
    "EORDER_PUBLIC_URL": "https://e-order.contoh.id",
    "EORDER_OCID_PREFIX": "ocds-abc123",
    "EORDER_TRUSTED_PROXIES": "127.0.0.1",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_with(name, value):
    """Programs that were started with a value in their environment, and what else they were told."""
    wanted, found = f"{name}={value}".encode(), {}
    for entry in Path("/proc").iterdir():
        try:
            told = (entry / "environ").read_bytes().split(b"\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if wanted in told:
            found[int(entry.name)] = told
    return found


@contextmanager
def running(installation, log, *options, **changes):
    """`eorder run` until the block ends; the process and its port."""
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "eorder.cli", "run", "--port", str(port), "--sellers", "0", *options],
            env=installation.environment(**changes), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE
        while "e-Order: " not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def answer_of(port, path, headers=None):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse()


def status_when_sent_in_pieces(port, headers):
    """A body whose size is told twice over, by pieces and by a number that is smaller.

    Sent at once: the answer may come, and the connection close, before a second piece is written.
    """
    lines = {**headers, "Content-Length": "1", "Transfer-Encoding": "chunked"}.items()
    head = "\r\n".join(["POST /masuk HTTP/1.1", *(f"{name}: {value}" for name, value in lines)])
    body = "a\r\nusername=a\r\nb\r\n&password=b\r\n0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(f"{head}\r\n\r\n{body}".encode())
        return int(connection.makefile("rb").readline().split()[1])


def status_of(port, path):
    return answer_of(port, path).status


def test_run_when_interrupted_then_web_worker_and_database_end(installation, tmp_path):
    home = tmp_path / "home"
    with running(installation, tmp_path / "log", "--no-demo", EORDER_HOME=str(home)) as (process, port):
        assert status_of(port, "/") == 200
        tree = processes_with("EORDER_HOME", home)
        assert len(tree) >= 3  # the root, the site with its processes, the worker
        address = f"http://localhost:{port}"
        assert f"e-Order: {address} " in (tmp_path / "log").read_text(encoding="utf-8")
        told = [each for pid, each in tree.items() if pid != process.pid]
        assert [each for each in told if f"EORDER_PUBLIC_URL={address}".encode() not in each] == []
        data = (home / "cluster").resolve() / "data"
        assert (data / "postmaster.pid").exists()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert processes_with("EORDER_HOME", home) == {}
    assert not (data / "postmaster.pid").exists()
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_run_when_public_then_the_word_of_its_proxy_makes_a_request_secure_and_no_server_is_named(
    installation, tmp_path
):
    given = PUBLIC | {"EORDER_HOME": str(tmp_path / "home")}
    with running(installation, tmp_path / "log", "--no-demo", **given) as (_, port):
        told = {"Host": "e-order.contoh.id", "X-Forwarded-Proto": "https"}
        secure, plain = (answer_of(port, "/masuk", headers) for headers in (told, {"Host": told["Host"]}))
        assert status_when_sent_in_pieces(port, told) == 413
    assert (secure.status, plain.status) == (200, 301)
    assert plain.getheader("Location") == "https://e-order.contoh.id/masuk"
    assert secure.getheader("Strict-Transport-Security") == "max-age=63072000; includeSubDomains"
    assert secure.getheader("Set-Cookie").strip().startswith("__Host-csrf=")
    assert (secure.getheader("Server"), plain.getheader("Server")) == ("e-Order", "e-Order")
    assert [name for name, value in secure.getheaders() if "granian" in value.lower()] == []


def test_run_when_only_the_runtime_role_is_known_then_it_serves_a_migrated_database(installation, tmp_path):
    url = installation.cluster.urls().runtime_url
    home = tmp_path / "home"
    given = {"EORDER_DATABASE_URL": url, "EORDER_HOME": str(home)}
    with running(installation, tmp_path / "log", "--no-demo", **given) as (_, port):
        assert status_of(port, "/") == 200


def test_run_when_the_owner_is_known_then_web_and_worker_are_not_told(installation, tmp_path):
    urls = installation.cluster.urls()
    given = {
        "EORDER_DATABASE_URL": urls.runtime_url,
        "EORDER_OWNER_URL": urls.owner_url,
        "EORDER_HOME": str(tmp_path / "home"),
    }
    with running(installation, tmp_path / "log", "--no-demo", **given) as (process, _):
        told = processes_with("EORDER_HOME", tmp_path / "home")
        owner = f"EORDER_OWNER_URL={urls.owner_url}".encode()
        assert [pid for pid, each in told.items() if owner in each] == [process.pid]
        assert len(told) >= 3


@pytest.fixture
def empty_database(installation):
    """A database without tables; its address for the runtime role."""
    name = f"empty_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    url = installation.cluster.create_database(name).runtime_url
    yield url
    with psycopg.connect(installation.cluster.urls("postgres").owner_url, autocommit=True) as connection:
        connection.execute(drop)


@pytest.mark.parametrize("command", [("run", "--no-demo"), ("migrate",)])
def test_commands_when_migrations_are_missing_and_no_owner_is_known_then_say_how(
    installation, empty_database, command
):
    result = installation.eorder(*command, EORDER_DATABASE_URL=empty_database)
    assert (result.returncode, result.stdout) == (2, "")
    assert "EORDER_OWNER_URL" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "changes", "sentences"),
    [
        (("--host", EVERYWHERE), {}, ["EORDER_PUBLIC_URL masih alamat mesin ini", "Awalan OCID"]),
        (("--host", "::"), {}, ["EORDER_PUBLIC_URL masih alamat mesin ini", "Awalan OCID"]),
        (("--host", EVERYWHERE), PUBLIC | {"EORDER_OCID_PREFIX": ""}, ["Awalan OCID"]),
        (("--host", EVERYWHERE), {"EORDER_OCID_PREFIX": "ocds-abc123"}, ["EORDER_PUBLIC_URL masih"]),
        (("--demo",), PUBLIC, ["Kota contoh memakai kata sandi yang diketahui umum"]),
    ],
)
def test_run_when_others_could_reach_what_is_not_for_them_then_refused(
    installation, options, changes, sentences
):
    result = installation.eorder("run", "--port", free_port(), *options, **changes)
    assert (result.returncode, result.stdout) == (2, "")
    lines = [line for line in result.stderr.splitlines() if line != "Sistem ini menolak berjalan:"]
    assert len(lines) == len(sentences)
    for line, sentence in zip(lines, sentences, strict=True):
        assert sentence in line


def test_site_when_started_directly_then_a_public_one_is_checked(installation):
    arguments = ["--interface", "wsgi", "--workers", "1", "--port", str(free_port()), "--log-level", "error"]
    result = subprocess.run(
        [sys.executable, "-m", "granian", *arguments, "config.wsgi:application"],
        env=installation.environment(**PUBLIC | {"EORDER_OCID_PREFIX": ""}), cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode != 0
    assert "Awalan OCID masih contoh" in result.stderr

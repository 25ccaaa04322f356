"""Whole requests come in, in bounded time; what is too much is refused while pages go on."""

import asyncio
import json
import threading
from types import SimpleNamespace

import pytest

from config import front_door
from config.front_door import MOST_BYTES, MOST_INSIDE, THREADS, FrontDoor, environ_of
from eorder.foundation.browsers import KEPT_BY_NOBODY, NOTHING, TOLD_ALWAYS
from eorder.foundation.sizes import LARGEST_BODY, LARGEST_UNSIGNED

SIGNED_IN = ("cookie", "csrf=a; __Host-sid=b")


class Sender:
    """A body in pieces; after the last one it ends, or says nothing more."""

    def __init__(self, *pieces, ends=True):
        self.pieces = list(pieces)
        self.ends = ends

    async def __aiter__(self):
        while self.pieces:
            yield self.pieces.pop(0)
        if not self.ends:
            await asyncio.Event().wait()


def scope(*headers, **more):
    given = {
        "method": "POST", "path": "/masuk", "query_string": "", "server": "127.0.0.1:8000", "client": "[::1]:5000",
        "http_version": "1.1", "scheme": "http", "headers": SimpleNamespace(items=lambda: list(headers)),
    }  # fmt: skip
    return SimpleNamespace(**{**given, **more})


def echo(environ, start_response):
    start_response("200 OK", [("X-Length", environ.get("CONTENT_LENGTH", "-"))])
    return [environ["wsgi.input"].read()]


def ask(door, sender, length, *headers):
    return door.answer(scope(("content-length", str(length)), *headers), sender)


@pytest.mark.parametrize("pieces", [(), (b"a",), (b"abc", b"def"), (b"x" * LARGEST_UNSIGNED,)])
def test_body_when_it_comes_then_whole(pieces):
    body = b"".join(pieces)
    assert asyncio.run(ask(FrontDoor(echo), Sender(*pieces), len(body))) == (
        200,
        [("X-Length", str(len(body)))],
        body,
    )


@pytest.mark.parametrize(
    ("length", "headers", "is_read"),
    [
        (LARGEST_UNSIGNED + 1, (), False),
        (LARGEST_UNSIGNED + 1, (SIGNED_IN,), True),
        (LARGEST_BODY + 1, (SIGNED_IN,), False),
    ],
)
def test_body_when_too_large_then_passed_on_by_its_size_alone(length, headers, is_read):
    sender = Sender(b"x" * length)
    _, [(_, told)], body = asyncio.run(ask(FrontDoor(echo), sender, length, *headers))
    assert (told, len(body), bool(sender.pieces)) == (str(length), length * is_read, not is_read)


def test_body_when_it_does_not_come_in_time_then_408_and_the_next_is_served(monkeypatch):
    monkeypatch.setattr(front_door, "PATIENCE", 0.05)
    door = FrontDoor(echo)

    async def both():
        slow = await ask(door, Sender(b"a", ends=False), 10)
        return slow, await ask(door, Sender(b"abc"), 3)

    slow, next_one = asyncio.run(both())
    assert (slow[0], json.loads(slow[2])["code"]) == (408, "too_slow")
    assert (next_one[0], next_one[2]) == (200, b"abc")


@pytest.mark.parametrize("pieces", [(), (b"a" * 9,), (b"a", b"b")])
def test_body_when_it_ends_before_its_length_then_503_and_nothing_works_on_half_of_it(pieces):
    def never(_environ, _start_response):
        raise AssertionError

    answer = asyncio.run(ask(FrontDoor(never), Sender(*pieces), 10))
    assert (answer[0], json.loads(answer[2])["code"]) == (503, "cut_off")


def test_pages_when_many_bodies_are_awaited_then_go_on_and_beyond_the_most_503():
    door = FrontDoor(echo)

    async def crowd():
        slow = [asyncio.create_task(ask(door, Sender(ends=False), 10)) for _ in range(MOST_INSIDE - 1)]
        await asyncio.sleep(0.05)
        page = await door.answer(scope(method="GET"), Sender())
        slow.append(asyncio.create_task(ask(door, Sender(ends=False), 10)))
        await asyncio.sleep(0.05)
        full = await door.answer(scope(method="GET"), Sender())
        for each in slow:
            each.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return page[0], full[0], (await ask(door, Sender(b"abc"), 3))[0]

    assert asyncio.run(crowd()) == (200, 503, 200)


def test_large_bodies_when_more_than_memory_is_meant_for_then_503_but_small_ones_come_in():
    door = FrontDoor(echo)

    async def crowd():
        count = MOST_BYTES // LARGEST_BODY
        slow = [
            asyncio.create_task(ask(door, Sender(ends=False), LARGEST_BODY, SIGNED_IN)) for _ in range(count)
        ]
        await asyncio.sleep(0.05)
        large = await ask(door, Sender(), LARGEST_BODY, SIGNED_IN)
        small = await ask(door, Sender(b"abc"), 3)
        for each in slow:
            each.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return large[0], small[0]

    assert asyncio.run(crowd()) == (503, 200)


def test_application_when_many_ask_then_only_so_many_are_worked_on_at_once():
    at_work, most, lock = [], [], threading.Lock()

    def slow(environ, start_response):
        with lock:
            at_work.append(1)
            most.append(len(at_work))
        threading.Event().wait(0.05)
        with lock:
            at_work.pop()
        return echo(environ, start_response)

    async def crowd():
        door = FrontDoor(slow)
        await asyncio.gather(*(door.answer(scope(), Sender()) for _ in range(3 * THREADS)))

    asyncio.run(crowd())
    assert max(most) == THREADS


def test_application_when_it_fails_then_500_and_its_answer_is_closed_either_way(capsys):
    closed = []

    class Pieces(list):
        def close(self):
            closed.append(1)

    def fine(environ, start_response):
        start_response("200 OK", [])
        return Pieces([b"a", b"b"])

    def broken(environ, start_response):
        raise ValueError("rusak\nDETAIL:  Key (email)=(rahasia) already exists.")

    assert asyncio.run(FrontDoor(fine).answer(scope(), Sender()))[2] == b"ab"
    assert closed == [1]
    assert asyncio.run(FrontDoor(broken).answer(scope(), Sender()))[0] == 500
    assert capsys.readouterr().err == "config.front_door: ValueError: rusak\n"


def test_environ_when_written_then_as_wsgi_wants_it():
    environ = environ_of(
        scope(
            ("host", "contoh.id"),
            ("cookie", "a=1"),
            ("cookie", "b=2"),
            ("accept", "x"),
            ("accept", "y"),
            ("x_forwarded_for", "1.2.3.4"),
            ("x-forwarded-for", "5.6.7.8"),
            ("content-type", "text/plain"),
            path="/katalog/é",
            query_string="q=%C3%A9",
        )
    )
    assert environ["PATH_INFO"] == "/katalog/\u00c3\u00a9"
    assert (environ["REMOTE_ADDR"], environ["SERVER_NAME"], environ["SERVER_PORT"]) == (
        "::1",
        "127.0.0.1",
        "8000",
    )
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert (environ["HTTP_X_FORWARDED_FOR"], environ["CONTENT_TYPE"]) == ("5.6.7.8", "text/plain")
    assert "HTTP_CONTENT_TYPE" not in environ


def test_refusal_when_the_site_is_behind_tls_then_says_so_and_tells_browsers_what_all_answers_do(monkeypatch):
    monkeypatch.setattr(front_door, "PATIENCE", 0.01)
    for hsts in ("", "max-age=63072000; includeSubDomains"):
        _, told, _ = asyncio.run(ask(FrontDoor(echo, hsts=hsts), Sender(b"a", ends=False), 10))
        assert dict(told).get("Strict-Transport-Security", "") == hsts
        assert dict(told) | TOLD_ALWAYS == dict(told)
        assert (dict(told)["Content-Security-Policy"], dict(told)["Cache-Control"]) == (
            NOTHING,
            KEPT_BY_NOBODY,
        )

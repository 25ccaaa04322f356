"""A local site answers its own machine only."""

import pytest

from config.this_machine import for_this_machine


def ask(**environ):
    """Status and body of one request to a guarded application that always says yes."""
    told = []

    def application(_environ, start_response):
        start_response("200 OK", [])
        return [b"yes"]

    body = for_this_machine(application)(environ, lambda status, _headers: told.append(status))
    return told[0], b"".join(body).decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
def test_request_when_from_this_machine_then_answered(address):
    assert ask(REMOTE_ADDR=address) == ("200 OK", "yes")


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.7", "unix", ""])
def test_request_when_from_elsewhere_then_refused_with_what_to_set(address):
    status, body = ask(REMOTE_ADDR=address, HTTP_HOST="localhost")
    assert status == "403 Forbidden"
    assert "EORDER_PUBLIC_URL" in body


def test_request_when_nobody_says_where_from_then_refused():
    assert ask()[0] == "403 Forbidden"

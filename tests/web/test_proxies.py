"""A trusted proxy's word counts, nobody else's; and guesses spread over many addresses are slowed."""

from ipaddress import ip_network

import pytest
from django.conf import settings as present
from django.http import HttpRequest
from django.test import Client, override_settings

from config.env import read_environment
from eorder.foundation.errors import ConfigurationError
from eorder.parties.identity.sign_in import MOST_GUESSES
from eorder.simulator.cast import PASSWORD
from eorder.web.proxies import TrustedProxies, address_of

WRONG = "salah-sekali"
PPK = "ppk.gbr@contoh.example"
PROXIES = (ip_network("10.0.0.0/24"), ip_network("10.1.0.1/32"))


@pytest.mark.parametrize(
    ("peer", "told", "sender"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),  # not a proxy of ours
        ("10.0.0.5", None, "10.0.0.5"),
        ("10.0.0.5", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.5", "203.0.113.1, 198.51.100.9", "198.51.100.9"),  # the first is what the sender claims
        ("10.0.0.5", "203.0.113.1, 198.51.100.9, 10.1.0.1", "198.51.100.9"),
        ("10.0.0.5", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.5", "bukan alamat", "10.0.0.5"),
    ],
)
def test_sender_when_a_proxy_tells_of_it_then_only_a_trusted_one_is_believed(rf, peer, told, sender):
    request = rf.get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": told} if told else {})
    with override_settings(EORDER_TRUSTED_PROXIES=PROXIES):
        assert TrustedProxies(address_of)(request) == sender
    assert "X-Forwarded-For" not in request.headers or told is None


@pytest.mark.parametrize(
    ("peer", "told", "is_secure"),
    [
        ("192.0.2.1", "https", False),  # not a proxy of ours
        ("10.0.0.5", "https", True),
        ("10.0.0.5", "http", False),
        ("10.0.0.5", None, False),
        ("10.0.0.5", "https, http", False),  # the first is what the sender claims
        ("10.0.0.5", "http, https", True),
    ],
)
def test_scheme_when_a_proxy_tells_of_it_then_only_a_trusted_one_is_believed(rf, peer, told, is_secure):
    headers = {"X-Forwarded-For": "198.51.100.9"} | ({"X-Forwarded-Proto": told} if told else {})
    request = rf.get("/", REMOTE_ADDR=peer, headers=headers)
    with override_settings(
        EORDER_TRUSTED_PROXIES=PROXIES, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
    ):
        assert TrustedProxies(HttpRequest.is_secure)(request) is is_secure


@pytest.mark.parametrize("peer", ["192.0.2.1", "10.0.0.5"])
def test_hearsay_when_not_of_sender_or_scheme_then_dropped_whoever_says_it(rf, peer):
    told = (
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Server",
        "Forwarded",
        "X-Real-IP",
        "Client-IP",
    )
    request = rf.get("/", REMOTE_ADDR=peer, headers=dict.fromkeys(told, "jahat.example"))
    with override_settings(EORDER_TRUSTED_PROXIES=PROXIES):
        TrustedProxies(address_of)(request)
    assert [name for name in told if name in request.headers] == []


def test_proxies_when_named_then_read_and_a_typing_error_is_told():
    read = read_environment({"EORDER_TRUSTED_PROXIES": "10.0.0.0/24, 10.1.0.1"})
    assert read.trusted_proxies == PROXIES
    assert read_environment({}).trusted_proxies == ()
    with pytest.raises(ConfigurationError, match="EORDER_TRUSTED_PROXIES harus berisi alamat"):
        read_environment({"EORDER_TRUSTED_PROXIES": "proxy.contoh.id"})


def attempt(address, password=WRONG, username=PPK):
    return Client(REMOTE_ADDR=address).post(
        "/masuk", {"username": username, "password": password, "next": "/"}
    )


@pytest.mark.usefixtures("demo_city")
def test_sign_in_behind_a_trusted_proxy_when_one_guesses_then_others_still_get_in(settings):
    settings.EORDER_TRUSTED_PROXIES = PROXIES

    def through(sender, password):
        client = Client(REMOTE_ADDR="10.0.0.5", headers={"X-Forwarded-For": sender})
        return client.post("/masuk", {"username": PPK, "password": password, "next": "/"}).status_code

    assert [through("198.51.100.9", "salah-sekali") for _ in range(5)][-1] == 429
    assert through("198.51.100.9", PASSWORD) == 429
    assert through("198.51.100.10", PASSWORD) == 303


@pytest.mark.usefixtures("demo_city")
def test_sign_in_when_guessed_from_many_addresses_then_only_known_ones_may_go_on():
    assert attempt("192.0.2.1", PASSWORD).status_code == 303
    per_address = present.AXES_FAILURE_LIMIT - 1
    guesses = [attempt(f"198.51.100.{n // per_address}").status_code for n in range(2 * MOST_GUESSES)]
    assert guesses == [422] * MOST_GUESSES + [429] * MOST_GUESSES
    assert attempt("203.0.113.5", PASSWORD).status_code == 429
    assert attempt("192.0.2.1", PASSWORD).status_code == 303
    assert attempt("203.0.113.5", PASSWORD, "pp.gbr@contoh.example").status_code == 303


@pytest.mark.usefixtures("demo_city")
def test_session_when_the_secret_key_is_rotated_then_goes_on(settings):
    client = Client()
    client.post("/masuk", {"username": PPK, "password": PASSWORD, "next": "/"})
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 86, [former]
    assert client.get("/tugas").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/tugas").status_code == 200  # it goes on under the present key
    settings.SECRET_KEY = "o" * 86
    assert client.get("/tugas").status_code == 302

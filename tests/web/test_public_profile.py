"""The settings of a site that others can reach: TLS only, cookies bound to its host, nothing loose for Django."""

import json
import os
import subprocess
import sys
from ipaddress import ip_network

import pytest
from django.test import Client

from eorder.simulator.cast import PASSWORD
from tests.databases import ROOT

KNOWN = {
    "axes.W002": "its middleware runs inside OnPages",
    "security.W002": "frames are forbidden by OnPages and the last look",
    "security.W021": "the preload list is the choice of the parent domain's owner",
    "staticfiles.W004": "the folder of built files is made when static files are collected",
}
PROXY = "10.0.0.5"
HOST = "e-order.contoh.id"
PUBLIC = {
    "EORDER_PUBLIC_URL": f"https://{HOST}",
    "EORDER_OCID_PREFIX": "ocds-abc123",
    "EORDER_TRUSTED_PROXIES": PROXY,
    "EORDER_DATABASE_URL": "postgresql://siapa@127.0.0.1/apa",
}
READ = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
names = [name for name in dir(settings) if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_")) or name in
         {"ALLOWED_HOSTS", "DEBUG", "EORDER_PUBLIC_URL", "USE_X_FORWARDED_HOST", "PASSWORD_HASHERS", "X_FRAME_OPTIONS"}]
told = {name: getattr(settings, name) for name in names}
print(json.dumps([told, sorted(each.id for each in run_checks(include_deployment_checks=True))], default=str))
"""


def settings_of(home, **changes):
    """The product's settings as another process reads them, and what Django's checks of a deployment say."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EORDER_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", READ], env={**kept, "EORDER_HOME": str(home), **changes}, cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    return settings_of(tmp_path_factory.mktemp("public"), **PUBLIC)


@pytest.fixture
def site(public, settings, demo_city):
    """The demo city with the settings of a public site."""
    for name, value in public[0].items():
        if name != "PASSWORD_HASHERS":  # the demo city's were made with the quick one
            setattr(settings, name, value)
    settings.EORDER_TRUSTED_PROXIES = (ip_network(PROXY),)


def asker(scheme, peer=PROXY):
    headers = {"X-Forwarded-Proto": scheme, "X-Forwarded-For": "198.51.100.9", "Host": HOST}
    return Client(REMOTE_ADDR=peer, headers=headers)


def test_deployment_when_checked_by_django_then_what_it_warns_of_has_a_reason(public):
    assert public[1] == [*KNOWN]


def test_settings_when_public_then_strict(public):
    told = public[0]
    assert (told["DEBUG"], told["ALLOWED_HOSTS"], told["USE_X_FORWARDED_HOST"]) == (False, [HOST], False)
    assert told["CSRF_TRUSTED_ORIGINS"] == [f"https://{HOST}"]
    assert told["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_settings_when_on_this_machine_then_cookies_do_without_tls_and_nothing_else_is_looser(
    tmp_path, public
):
    local, _ = settings_of(tmp_path)
    differ = {name for name in local if local[name] != public[0][name]}
    assert differ == {
        "ALLOWED_HOSTS", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS", "EORDER_PUBLIC_URL",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE",
    }  # fmt: skip
    assert local["ALLOWED_HOSTS"] == ["localhost", "localhost", "127.0.0.1", "[::1]"]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path", ["/", "/tidak-ada", "/tugas", "/api/v1/orders", "/ocds/releases", "/static/a.css"]
)
def test_answer_when_over_tls_then_the_browser_stays_there_for_two_years(path):
    answer = asker("https").get(path)
    assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("scheme", "peer"), [("http", PROXY), ("https", "192.0.2.1"), ("https, http", PROXY)]
)
def test_page_when_not_over_tls_by_the_word_of_our_proxy_then_sent_to_tls_without_a_cookie(scheme, peer):
    answer = asker(scheme, peer).get("/masuk?next=/tugas")
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/masuk?next=/tugas")
    assert "Strict-Transport-Security" not in answer
    assert not answer.cookies


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", ["/api/v1/orders", "/ocds/releases"])
def test_program_when_not_over_tls_then_refused_and_not_sent_on(path):
    answer = asker("http").get(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "needs_tls")
    assert asker("https").get(path).status_code in {200, 401, 404, 405}


@pytest.mark.usefixtures("site")
def test_cookies_when_set_then_bound_to_the_host_and_to_tls():
    client = asker("https")
    found = dict(client.get("/masuk").cookies)
    found |= client.post("/masuk", {"username": "ppk.gbr@contoh.example", "password": PASSWORD}).cookies
    assert set(found) == {"__Host-sid", "__Host-csrf"}
    for cookie in found.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True, True, "Lax", "/", "",
        )  # fmt: skip


@pytest.mark.usefixtures("site")
def test_form_when_sent_from_another_origin_then_refused():
    client = Client(
        REMOTE_ADDR=PROXY, enforce_csrf_checks=True, headers={"Host": HOST, "X-Forwarded-Proto": "https"}
    )
    secret = client.get("/masuk").cookies["__Host-csrf"].value
    form = {"username": "a@contoh.example", "password": "b", "csrfmiddlewaretoken": secret}
    answers = {
        origin: client.post("/masuk", form, headers={"Origin": origin}).status_code
        for origin in (f"https://{HOST}", "https://jahat.example", f"http://{HOST}", "null")
    }
    assert list(answers.values()) == [422, 403, 403, 403]
    form["csrfmiddlewaretoken"] = "x" * len(secret)
    assert client.post("/masuk", form, headers={"Origin": f"https://{HOST}"}).status_code == 403


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", f"{HOST}.jahat.example", f"jahat@{HOST}", ""])
def test_host_when_another_then_refused(host):
    answer = asker("https").get("/", headers={"Host": host, "X-Forwarded-Host": HOST})
    assert answer.status_code == 400

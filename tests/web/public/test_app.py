"""What a browser needs to install the site as an app."""

import json

import pytest
from django.contrib.staticfiles import finders


@pytest.mark.usefixtures("demo_city")
def test_manifest_when_read_then_all_that_it_names_is_there(client):
    page = client.get("/katalog").content.decode()
    assert '<link rel="manifest" href="/aplikasi.webmanifest">' in page
    answer = client.get("/aplikasi.webmanifest")
    told = json.loads(answer.content)
    assert (answer["Content-Type"], told["display"], told["scope"]) == (
        "application/manifest+json",
        "standalone",
        "/",
    )
    assert client.get(told["start_url"]).status_code == 302  # to sign in, and back
    (icon,) = told["icons"]
    assert finders.find(icon["src"].removeprefix("/static/"))


def test_script_when_asked_then_may_only_ask_the_site_itself(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/luring.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "connect-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")

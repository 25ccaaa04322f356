"""The pages of a seller's tokens: the secret is shown once, rights are chosen, an end is an end."""

import re

import pytest

from eorder.parties.tokens.models import Token
from eorder.parties.tokens.secrets import digest_of
from eorder.records.journal.models import Event
from tests.web.desk.pages import send

GIVEN = {"name": "Kasir toko", "scopes": ["products:read", "prices:write"], "days": "30"}
URL = "/usaha/api"


def test_token_when_made_then_its_secret_is_shown_this_once_and_kept_nowhere(signed_in):
    client = signed_in("mawar")
    first, sent = send(client, URL, **GIVEN)
    (secret,) = re.findall(r"eorder_[\w-]{43}", first.content.decode())
    token = Token.objects.get()
    assert (first.status_code, token.digest, token.scopes) == (
        200,
        digest_of(secret),
        sorted(GIVEN["scopes"]),
    )
    assert secret not in client.get(URL).content.decode()
    assert "Kasir toko" in client.get(URL).content.decode()
    again = client.post(URL, sent)
    assert (secret in again.content.decode(), Token.objects.count()) == (True, 1)
    event = Event.objects.get(name="token.issued")
    assert event.public == "{}"
    assert secret not in event.private


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("name", "", "Tulis untuk apa token ini"), ("name", "x" * 61, "Paling panjang 60 huruf"),
     ("scopes", [], "Pilih paling sedikit satu hak"), ("scopes", ["orders:place"], "Pilih paling sedikit satu hak"),
     ("days", "", "Pilih masa berlaku"), ("days", "3650", "Pilih masa berlaku")],
)  # fmt: skip
def test_token_when_a_field_is_wrong_then_told_and_not_made(signed_in, field, value, sentence):
    answer, _sent = send(signed_in("mawar"), URL, **{**GIVEN, field: value})
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, f'href="#f-{field}"' in text) == (422, True, True)
    assert not Token.objects.exists()


def test_token_when_revoked_then_listed_as_ended_and_a_stranger_never_finds_it(signed_in):
    client = signed_in("mawar")
    send(client, URL, **GIVEN)
    url = f"{URL}/{Token.objects.get().id}/cabut"
    assert signed_in("kertas").get(url).status_code == 404
    client = signed_in("mawar")
    assert send(client, url)[0].status_code == 303
    assert "Dicabut" in client.get(URL).content.decode()
    assert Token.objects.get().revoked_at is not None
    assert send(client, url)[0].status_code == 409

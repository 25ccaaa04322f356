"""Change one's own password: the present one is needed, guessing is limited, and all other sessions end."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import new_command
from eorder.parties.identity.actions.change_password import change_password
from eorder.parties.identity.models import Account
from eorder.parties.identity.passwords import TOO_WELL_KNOWN, require_strong
from eorder.records.journal.models import Command
from eorder.simulator.cast import PASSWORD
from tests.factories.cast import at

pytestmark = pytest.mark.usefixtures("demo_city")
PPK = "ppk.gbr@contoh.example"
NEW = " Tujuh sepeda, di ATAP \u00e9 "


def change(client, present=PASSWORD, wanted=NEW, again=None):
    form = {"present": present, "wanted": wanted, "again": wanted if again is None else again}
    return client.post("/kata-sandi", {**form, "command": str(new_command())})


def sign_in_with(password):
    return Client().post("/masuk", {"username": PPK, "password": password, "next": "/"}).status_code


def test_password_when_changed_then_only_the_new_one_signs_in_exactly_as_typed(sign_in):
    answer = change(sign_in(PPK))
    assert (answer.status_code, answer["Location"]) == (303, "/kata-sandi?selesai=ya")
    tried = (PASSWORD, NEW.strip(), NEW.lower(), NEW[:-1], NEW)
    assert [sign_in_with(each) for each in tried] == [422, 422, 422, 422, 303]


def test_password_when_changed_then_this_session_goes_on_under_another_key_and_the_others_end(sign_in):
    here, elsewhere = sign_in(PPK), sign_in(PPK)
    before = here.cookies["sid"].value
    change(here)
    assert here.cookies["sid"].value != before
    assert "Sesi di peramban lain sudah berakhir" in here.get("/kata-sandi?selesai=ya").content.decode()
    assert (here.get("/tugas").status_code, elsewhere.get("/tugas").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"present": "salah-sekali"}, "Kata sandi sekarang tidak cocok"),
        ({"present": ""}, "Isi kata sandi sekarang."),
        ({"wanted": ""}, "Isi kata sandi baru."),
        ({"again": ""}, "Ketik kata sandi baru sekali lagi."),
        ({"again": "tujuh sepeda"}, "Kedua kata sandi baru tidak sama"),
        ({"wanted": PASSWORD}, "sama dengan yang sekarang"),
        ({"wanted": "x" * 1025}, "Paling panjang 1024 huruf."),
        ({"wanted": "sebelas ttk"}, "12"),
        ({"wanted": "1234567890123"}, "umum"),
        ({"wanted": "ppk.gbr@contoh"}, "mirip"),
        ({"wanted": "Pengadaan-Jakarta-26"}, TOO_WELL_KNOWN),
    ],
)
def test_password_when_refused_then_said_why_and_nothing_changes(sign_in, given, sentence):
    client = sign_in(PPK)
    before = Account.objects.get(email=PPK).password
    answer = change(client, **given)
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (422, True)
    assert [each for each in given.values() if len(each) > 12 and each in text] == []
    assert Account.objects.get(email=PPK).password == before


@pytest.mark.parametrize(
    "wanted", ["x7" * 500, "?!-;:()[]{}&%", "hanya huruf kecil", "\u0b95\u0bb5\u0bbf" * 5]
)
def test_password_when_long_or_of_any_signs_then_taken(sign_in, wanted):
    assert change(sign_in(PPK), wanted=wanted).status_code == 303
    assert sign_in_with(wanted) == 303


def test_present_password_when_guessed_five_times_then_rests_even_for_the_right_one(sign_in):
    client = sign_in(PPK)
    statuses = [change(client, present=f"tebakan-{number}").status_code for number in range(5)]
    assert statuses[:4] == [422] * 4
    assert change(client).status_code == 429
    assert sign_in_with(PASSWORD) == 429


def test_password_of_another_account_when_asked_for_then_refused(sign_in):
    from eorder.parties.actors import load_actor

    ppk, other = (Account.objects.get(email=each) for each in (PPK, "pp.gbr@contoh.example"))
    with pytest.raises(InvalidFormError):
        change_password(
            account_id=other.id, present=PASSWORD, wanted=NEW, by=load_actor(ppk.id), at=at(10),
            command=new_command(),
        )  # fmt: skip


def test_change_when_done_then_a_command_says_so_without_the_passwords(sign_in):
    change(sign_in(PPK))
    row = Command.objects.get(act="account.change_password")
    assert row.account_id == row.subject_id == Account.objects.get(email=PPK).id
    assert [each for each in (PASSWORD, NEW) if each in repr(vars(row))] == []


def test_password_when_years_old_then_still_signs_in(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(10).replace(year=2036))
    assert sign_in_with(PASSWORD) == 303


def test_password_when_kept_then_by_argon2id_with_memory_and_a_salt_of_its_own(db):
    hasher = Argon2PasswordHasher()
    first, second = (hasher.decode(hasher.encode(NEW, hasher.salt())) for _ in range(2))
    assert (first["variety"], first["memory_cost"] >= 19_456, first["time_cost"] >= 2) == (
        "argon2id",
        True,
        True,
    )
    assert first["salt"] != second["salt"]


def test_validators_when_named_then_those_of_the_product():
    names = [each["NAME"].rpartition(".")[2] for each in settings.AUTH_PASSWORD_VALIDATORS]
    assert names == ["MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator"]
    with pytest.raises(InvalidFormError):
        require_strong("pemprov DKI jakarta 2026", Account())

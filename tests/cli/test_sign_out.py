"""`eorder sign-out`: the operator ends sessions, of one account or of all."""

import pytest

pytestmark = pytest.mark.xdist_group("installation")


def test_sign_out_when_asked_for_all_then_says_how_many_ended(installation):
    result = installation.eorder("sign-out", "--all")
    assert (result.returncode, result.stdout) == (0, "Sesi yang diakhiri: 0\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("siapa@contoh.example",), "Tidak ada akun"),
        ((), "Sebutkan satu akun"),
        (("a@contoh.example", "--all"), "Sebutkan satu akun"),
    ],
)
def test_sign_out_when_unclear_then_refused_in_a_sentence(installation, arguments, sentence):
    result = installation.eorder("sign-out", *arguments)
    assert (result.returncode, sentence in result.stderr) == (2, True)

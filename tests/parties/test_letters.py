"""Letters lie where only the account of the program reads them."""

import stat

from django.core.mail import EmailMessage

from eorder.parties.identity.letter_box import LetterBox


def test_letters_when_sent_then_closed_to_others_even_in_a_folder_that_was_open(tmp_path):
    box = tmp_path / "mail"
    box.mkdir(mode=0o755)
    for subject in ("Satu", "Dua"):
        assert (
            LetterBox(file_path=box).send_messages([EmailMessage(subject, "Isi", to=["a@contoh.example"])])
            == 1
        )
    assert stat.S_IMODE(box.stat().st_mode) == 0o700
    letters = list(box.iterdir())
    assert {stat.S_IMODE(letter.stat().st_mode) for letter in letters} == {0o600}
    assert sorted(
        subject for subject in ("Satu", "Dua") for letter in letters if subject in letter.read_text()
    ) == [
        "Dua",
        "Satu",
    ]

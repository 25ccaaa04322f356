"""Every text of the pages has its English, whole and current."""

import re

import pytest
from babel.messages.pofile import read_po

from tools import draw_texts

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
with (draw_texts.TEXTS / "django.po").open("rb") as file:
    CATALOGUE = [message for message in read_po(file, locale="en") if message.id]


def forms(words):
    return [words] if isinstance(words, str) else list(words)


def test_texts_when_gathered_again_then_both_files_are_current():
    assert draw_texts.main(check=True) == [], "run make docs, and translate what is new in django.po"


def test_texts_when_read_then_every_one_has_its_english():
    assert [message.id for message in CATALOGUE if not all(forms(message.string)) or message.fuzzy] == []


def test_texts_when_read_then_plural_forms_are_those_of_english():
    assert [message.id for message in CATALOGUE if len(forms(message.string)) != len(forms(message.id))] == []


def test_texts_when_translated_then_values_stay_in_place():
    for message in CATALOGUE:
        wanted = set(PLACEHOLDER.findall(forms(message.id)[0]))
        for words in forms(message.string):
            assert set(PLACEHOLDER.findall(words)) == wanted, message.id


def test_texts_when_translated_then_edges_stay_as_they_are():
    for message in CATALOGUE:
        source = forms(message.id)[0]
        for words in forms(message.string):
            assert (words[0] == " ", words[-1] == " ") == (source[0] == " ", source[-1] == " "), message.id
            assert (words[-1] in ".:,") == (source[-1] in ".:,"), message.id


def test_texts_when_drawn_anew_then_translations_are_kept_and_nothing_is_left_to_draw(tmp_path):
    (tmp_path / "django.po").write_bytes((draw_texts.TEXTS / "django.po").read_bytes())
    assert draw_texts.main(folder=tmp_path) == ["django.mo"]
    assert draw_texts.main(check=True, folder=tmp_path) == []


def test_texts_when_out_of_date_then_named_and_left_alone(tmp_path):
    (tmp_path / "django.mo").write_bytes(b"yesterday's words")
    assert draw_texts.main(check=True, folder=tmp_path) == ["django.po", "django.mo"]
    assert (tmp_path / "django.mo").read_bytes() == b"yesterday's words"
    assert not (tmp_path / "django.po").exists()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('refused("Tidak boleh.", "code")', ["Tidak boleh."]),
        ('raise NotFoundError("Tidak ada.")', ["Tidak ada."]),
        ('raise ValueError("a programmer reads this")', []),
        ('refused(f"Sisa {left} tidak cukup.")', []),
        ('_check("code", "Anggaran cukup", text, refusal)', ["Anggaran cukup"]),
        (
            '_check("code", "Tugas terpisah", "Orangnya berbeda.", refusal)',
            ["Tugas terpisah", "Orangnya berbeda."],
        ),
        ('refusal = "" if fine else "Pilih yang lain."', ["Pilih yang lain."]),
        ('found["name"] = "Tulis nama."', ["Tulis nama."]),
        ('LABELS = {S.PAID: "Dibayar"}', ["Dibayar"]),
        ('keep(title="Daftar hadir")', ["Daftar hadir"]),
        ('greeting = "Halo"', []),
    ],
)
def test_constants_when_code_speaks_to_people_then_taken_and_sentences_with_values_left(code, expected):
    assert list(draw_texts.constants(draw_texts.ast.parse(code))) == expected

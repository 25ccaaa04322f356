"""Every text of the pages has its English, whole and current."""

import ast
import builtins
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
        ('refused("Tidak boleh begitu.", "code")', ["Tidak boleh begitu."]),
        ('_STALE = "Tahap ini sudah lewat."', ["Tahap ini sudah lewat."]),
        ('found["name"] = "Tulis nama." if short else ""', ["Tulis nama."]),
        ('"""Tell what a module is for."""', []),
        ('refused(f"Sisa {left} tidak cukup. Kurangi.")', []),
        ('_check("code", "Anggaran cukup", text, refusal)', ["Anggaran cukup"]),
        ('_check("code", "Tugas terpisah", "Orang lain.", refusal)', ["Tugas terpisah", "Orang lain."]),
        ('LABELS = {S.PAID: "Dibayar"}', ["Dibayar"]),
        ('keep(title="Daftar hadir")', ["Daftar hadir"]),
        ('greeting = "Halo"', []),
    ],
)
def test_constants_when_code_speaks_to_people_then_taken_and_sentences_with_values_left(code, expected):
    assert list(draw_texts.constants(draw_texts.ast.parse(code))) == expected


TOLD = {"refused": 0, "Verdict": 0, "Check": 2, "_check": 3}
"""Calls that say something to people, with the place of the sentence; of an error it is the first."""
KNOWN = {message.id for message in CATALOGUE}


def said(node, names):
    """Every constant that an expression may come to, also by the name of a constant or of a local variable."""
    if isinstance(node, ast.Constant):
        return [node.value] if node.value else []
    if isinstance(node, ast.Name):
        return [each for value in names.get(node.id, ()) for each in said(value, {})]
    branches = {ast.IfExp: ("body", "orelse"), ast.BoolOp: ("values",)}.get(type(node), ())
    parts = [getattr(node, name) for name in branches]
    flat = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return [each for part in flat for each in said(part, names)]


def refusals(tree, names):
    """List the constants that one module says to people when it refuses."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        is_error = name.endswith("Error") and not hasattr(builtins, name)
        place = TOLD.get(name, 0 if is_error else None)
        given = [] if place is None else call.args[place : place + 1]
        for each in given + [word.value for word in call.keywords if word.arg == "sentence"]:
            yield from said(each, names)


def assigned(tree):
    """Every value that a name is given anywhere in a module."""
    names = {}
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            names.setdefault(getattr(target, "id", ""), []).append(node.value)
    return names


def test_refusals_of_the_floors_below_when_constant_then_all_have_their_english():
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in draw_texts.modules_below()}
    shared = {}
    for tree in trees.values():  # a constant may come from another module
        shared |= {name: values for name, values in assigned(tree).items() if name.isupper()}
    found = {
        f"{file.name}: {text}"
        for file, tree in trees.items()
        for text in refusals(tree, {**shared, **assigned(tree)})
        if text not in KNOWN
    }
    assert found == set()


def test_refusals_when_a_constant_is_said_by_its_name_then_found():
    tree = ast.parse(
        '_STALE = "lewat"\nrefused(_STALE if late else "dini")\nraise BadError(sentence="salah")'
    )
    assert list(refusals(tree, assigned(tree))) == ["lewat", "dini", "salah"]

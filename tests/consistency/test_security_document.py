"""What `docs/security.md` promises is what the program does: figures, words, keys, logs."""

import ast
import importlib
import re

import pytest
from django.conf import settings

from config.secret_files import SECRETS
from eorder.parties.identity.passwords import WORDS_OF_THE_PLACE
from tests.consistency.source import ROOT, name, product_modules, tree
from tests.consistency.test_public_fields import PRIVATE

TEXT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
FIGURES = re.findall(r"^\| (.+?) \| (.+?) \| `([\w.]+):(\w+)(?:\[(\w+)\])?` \|$", TEXT, re.MULTILINE)
PROMISES = {
    "Input": (
        "UUIDs",
        "whole numbers",
        "moments",
        "budget line with unit and year",
        "refused with a sentence",
    ),
    "Limits": ("For all", "For each person", "ceilings", "Costly", "placing an order", "checking an upload"),
    "Files": ("PDF, JPEG and PNG", "CSV.gz and XLSX", "written anew", "as attachments", "No virus scanner"),
    "Signing in": ("One way", "/masuk", "cannot lock an official out", "never expire"),
    "Sessions": ("signing out", "account is closed", "NIST SP 800-63B", "any number of sessions"),
    "Tokens": ("/usaha/api", "shown once", "holds no office", "revoked", "change of password"),
    "Keys and digests": ("secret key", "identity key", "argon2id", "rotates", "nobody else", "never for"),
    "Connections": ("In:", "Out:", "PostgreSQL", "calls no other service", "follows no address"),
    "Data": ("secret", "personal", "not public", "`PUBLIC_FIELDS`", "`changed_by_acts`", "How long"),
    "Components": ("requirements/*.txt", "within 2 days", "within 14 days", "monthly"),
    "Logs": ("failures", "refusals", "sign-ins", "acts", "JSON lines in UTC", "who reads it", "how long"),
}
"""What each part of the document must at least speak of."""
SECRETIVE = {"hmac", "secrets", "argon2", "cryptography", "nacl"}
USERS_OF_KEYS = {
    "config/secret_key.py": "secret key",
    "eorder/parties/identity/nik.py": "digests of NIK",
    "eorder/parties/joining/contact_code.py": "codes of letters",
    "eorder/records/journal/commands.py": "fingerprints of commands",
    "eorder/records/journal/recording.py": "salts of private facts",
    "eorder/buying/orders/actions/place_order.py": "",
    "eorder/records/contention.py": "",
    "eorder/web/failures.py": "",
}
"""Modules that use keys or chance, and the words of the document; empty where the number is no secret."""


def section(heading):
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each[0])
def test_figure_when_promised_then_the_programs(figure):
    _, value, module, constant, key = figure
    found = getattr(importlib.import_module(module), constant)
    assert str(found[key] if key else found) == value


def test_figures_when_counted_then_all_were_read():
    assert len(FIGURES) == TEXT.count("` |\n") >= 30


@pytest.mark.parametrize("heading", PROMISES)
def test_section_when_looked_for_then_speaks_of_what_it_must(heading):
    text = " ".join(section(heading).split())
    assert [each for each in PROMISES[heading] if each not in text] == []


def test_words_when_forbidden_in_passwords_then_all_are_listed():
    listed = section("Signing in").strip().rpartition("\n\n")[2]
    assert re.split(r",\s+", listed) == sorted(WORDS_OF_THE_PLACE)


def test_keys_and_chance_when_used_then_in_the_inventory():
    users = {
        name(path)
        for path in product_modules()
        if not name(path).startswith("eorder/simulator/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and SECRETIVE & {getattr(node, "module", ""), *(each.name for each in node.names)}
    }
    assert users == set(USERS_OF_KEYS)
    assert [words for words in USERS_OF_KEYS.values() if words not in section("Keys and digests")] == []


def test_logs_when_written_then_to_the_places_in_the_inventory():
    assert set(settings.LOGGING["handlers"]) == {"stderr"}
    assert settings.LOGGING["handlers"]["stderr"]["class"] == "logging.StreamHandler"
    used = [settings.LOGGING["root"], *settings.LOGGING["loggers"].values()]
    assert {handler for each in used for handler in each["handlers"]} == {"stderr"}


def test_secrets_when_given_then_told_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [each for each in SECRETS if each not in readme] == []


def test_private_columns_when_named_then_classified():
    assert [
        each for each in re.findall(r"\w+", PRIVATE.pattern)
        if each in {"npwp", "nib", "nrk", "phone", "password"} and each not in section("Data")
    ] == []  # fmt: skip

"""The identity key is made once, kept private, and outlives every other key."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.identity_key import identity_key
from config.secret_key import secret_keys
from eorder.foundation.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent.parent
NIK = "9900000101800001"
DIGEST = f"""
import json, django
django.setup()
from django.conf import settings
from eorder.parties.identity.nik import nik_digest
print(json.dumps([settings.SECRET_KEY, nik_digest("{NIK}")]))
"""


def keys_and_digest(home, **more):
    """The secret key and the digest of a NIK, as a program started anew sees them."""
    variables = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EORDER_HOME": str(home),
    }
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=ROOT,
        env=variables | more,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_key_when_made_then_private_and_the_same_again(tmp_path):
    home = tmp_path / "home"
    first = identity_key(home, {})
    assert identity_key(home, {}) == first != secret_keys(home)[0]
    assert stat.S_IMODE((home / "identity-key").stat().st_mode) == 0o600
    assert sorted(file.name for file in home.iterdir()) == ["identity-key", "secret-key"]


def test_person_when_the_secret_key_was_rotated_then_known_again(tmp_path):
    old, before = keys_and_digest(tmp_path)
    (tmp_path / "secret-key").write_text(f"{'n' * 86}\n{old}\n")
    assert keys_and_digest(tmp_path) == ["n" * 86, before]
    (tmp_path / "secret-key").unlink()
    assert keys_and_digest(tmp_path)[1] == before


def test_person_when_two_machines_share_the_key_then_known_on_both(tmp_path):
    digests = {keys_and_digest(tmp_path / each, EORDER_IDENTITY_KEY="k" * 64)[1] for each in ("a", "b")}
    assert len(digests) == 1
    assert not (tmp_path / "a" / "identity-key").exists()
    assert keys_and_digest(tmp_path / "a")[1] not in digests


def test_key_when_open_to_others_then_refused(tmp_path):
    identity_key(tmp_path, {})
    (tmp_path / "identity-key").chmod(0o640)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        identity_key(tmp_path, {})


def test_key_when_empty_or_short_then_refused_and_not_made_anew(tmp_path):
    for text in ("", "k" * 63):
        (tmp_path / "identity-key").write_text(text)
        (tmp_path / "identity-key").chmod(0o600)
        with pytest.raises(ConfigurationError, match="Pulihkan dari cadangan"):
            identity_key(tmp_path, {})
        assert (tmp_path / "identity-key").read_text() == text
    with pytest.raises(ConfigurationError, match="EORDER_IDENTITY_KEY"):
        identity_key(tmp_path, {"EORDER_IDENTITY_KEY": "k" * 63})

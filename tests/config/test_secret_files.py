"""Secrets come from files that other accounts cannot read; whatever is unsafe or unclear is refused."""

import pytest

from config.env import read_environment
from config.identity_key import identity_key
from config.secret_files import SECRETS, with_secrets
from eorder.foundation.errors import ConfigurationError

URL = "postgresql://siapa:rahasia@db.example/apa"


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "rahasia"
    made.write_text(f"{URL}\n")
    made.chmod(0o600)
    return made


@pytest.mark.parametrize("name", SECRETS)
def test_secret_when_a_file_holds_it_then_read_without_its_line_end(file, name):
    assert with_secrets({f"{name}_FILE": f" {file} ", "LAIN": ""}) == {name: URL}


def test_addresses_when_files_hold_them_then_used(file):
    read = read_environment({"EORDER_DATABASE_URL_FILE": str(file), "EORDER_OWNER_URL_FILE": str(file)})
    assert (read.database_url, read.owner_url) == (URL, URL)


def test_identity_key_when_a_file_holds_it_then_used(tmp_path, file):
    file.write_text("k" * 64)
    assert identity_key(tmp_path, {"EORDER_IDENTITY_KEY_FILE": str(file)}) == "k" * 64


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_secret_when_other_accounts_can_reach_it_then_refused(file, mode):
    file.chmod(mode)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        with_secrets({"EORDER_DATABASE_URL_FILE": str(file)})


@pytest.mark.parametrize(
    ("content", "more", "sentence"),
    [
        (b" \n", {}, "yang kosong"),
        (b"\xff\xfe", {}, "tidak dapat dibaca"),
        (None, {}, "tidak dapat dibaca"),
        (b"a", {"EORDER_DATABASE_URL": URL}, "jangan keduanya"),
    ],
)
def test_secret_when_unclear_then_refused_without_telling_it(file, content, more, sentence):
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=sentence) as error:
        with_secrets({"EORDER_DATABASE_URL_FILE": str(file), **more})
    assert "rahasia@" not in str(error.value)

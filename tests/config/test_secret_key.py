"""The secret key is made once, kept private, and can be rotated."""

import stat

import pytest

from config.secret_key import secret_keys
from eorder.foundation.errors import ConfigurationError


def test_key_when_made_then_private_and_the_same_again(tmp_path):
    home = tmp_path / "home"
    first = secret_keys(home)
    assert secret_keys(home) == first
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["secret-key"]


def test_key_when_another_line_follows_then_it_is_a_fallback(tmp_path):
    [old] = secret_keys(tmp_path)
    (tmp_path / "secret-key").write_text(f"{'n' * 86}\n{old}\n")
    assert secret_keys(tmp_path) == ["n" * 86, old]


def test_key_when_open_to_others_then_refused(tmp_path):
    secret_keys(tmp_path)
    (tmp_path / "secret-key").chmod(0o640)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        secret_keys(tmp_path)


@pytest.mark.parametrize("text", ["", "n" * 63])
def test_key_when_empty_or_short_then_refused(tmp_path, text):
    secret_keys(tmp_path)
    (tmp_path / "secret-key").write_text(text)
    with pytest.raises(ConfigurationError, match="terlalu pendek"):
        secret_keys(tmp_path)

"""The environment is read whole, and what cannot be right gets its sentence."""

import pytest

from config.env import EXAMPLE_OCID_PREFIX, read_environment
from eorder.foundation.errors import ConfigurationError


def test_environment_when_nothing_is_set_then_a_machine_talking_to_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    env = read_environment({})
    assert env.home == tmp_path / "var"
    assert (env.database_url, env.owner_url, env.data) == (None, None, None)
    assert (env.public_url, env.is_local, env.is_secure) == ("http://localhost:8000", True, False)
    assert env.ocid_prefix == EXAMPLE_OCID_PREFIX


def test_environment_when_a_value_is_blank_then_as_if_not_set():
    assert read_environment({"EORDER_DATABASE_URL": "  ", "EORDER_DATA": ""}).database_url is None


def test_environment_when_the_site_is_public_then_host_without_slash():
    env = read_environment({"EORDER_PUBLIC_URL": "https://e-order.contoh.id/"})
    assert (env.public_url, env.host) == ("https://e-order.contoh.id", "e-order.contoh.id")
    assert (env.is_local, env.is_secure) == (False, True)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"EORDER_OWNER_URL": "postgresql://o@h/d"}, "EORDER_DATABASE_URL tidak"),
        ({"EORDER_DATABASE_URL": "mysql://o@h/d"}, "harus berbentuk postgresql://"),
        ({"EORDER_DATABASE_URL": "postgresql://o@h:x/d"}, "bukan alamat yang sah"),
        ({"EORDER_PUBLIC_URL": "e-order.contoh.id"}, "harus berbentuk https://"),
        ({"EORDER_PUBLIC_URL": "https://contoh.id/jalur"}, "tanpa jalur"),
        ({"EORDER_PUBLIC_URL": "ftp://contoh.id"}, "harus berbentuk https://"),
        ({"EORDER_DATA": "/tidak/ada"}, "folder itu tidak ada"),
    ],
)
def test_environment_when_a_value_cannot_be_right_then_refused(variables, sentence):
    with pytest.raises(ConfigurationError, match=sentence):
        read_environment(variables)

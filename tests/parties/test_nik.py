"""A person stays one person when the secret key is rotated."""

from eorder.parties.identity.nik import nik_digest
from eorder.simulator.cast import demo_nik


def test_digest_when_a_key_is_rotated_in_then_the_same(settings):
    before = nik_digest(demo_nik(1))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 86, [settings.SECRET_KEY]
    assert nik_digest(demo_nik(1)) == before
    assert nik_digest(demo_nik(2)) != before

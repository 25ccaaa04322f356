"""`eorder templates publish`: once, again, a city's own, and a folder with a faulty file."""

import re

import pytest

from eorder.market.templates.book import templates
from tests.buying.packages.test_package_rows import ROW
from tests.cli.test_import import write

pytestmark = pytest.mark.xdist_group("installation")
GOVERNMENT = "TEMPLAT1"
OWN = """
code = "alat-contoh"
name = "Alat contoh"
name_en = "Example tools"
group = "lain"
about = "Alat contoh dari kota ini."
tax_nature = "goods"
accounts = ["5.1.02.01.01.0036"]
kbli = ["47599"]
cpv = "44510000-8"
units = ["buah"]
required = ["merek"]
optional = []
criteria = ["foto"]
"""


@pytest.fixture(scope="module")
def ground(installation, tmp_path_factory):
    """A government, by importing a package of it."""
    package = {"kd_klpd": GOVERNMENT, "kd_satker": "900777", "kd_rup": "90000777", "tahun_anggaran": "2025"}
    file = write(tmp_path_factory.mktemp("ground") / "rup.csv", ROW | package)
    assert installation.eorder("import", "rup", file).returncode == 0
    return installation


def publish(ground, *folder):
    result = ground.eorder("templates", "publish", "--government", GOVERNMENT, *folder)
    return result.returncode, result.stdout.strip() or result.stderr


def test_templates_when_published_twice_then_new_once_and_every_category_follows(ground):
    count = len(templates())
    code, said = publish(ground)
    assert (code, sum(map(int, re.findall(r"\d+", said)))) == (
        0,
        count,
    )  # another test may have published them
    assert publish(ground) == (0, f"Templat terbit: 0; tidak berubah: {count}")
    following = "SELECT code FROM catalogue_category WHERE template_id IS NOT NULL"
    assert set(templates()) <= {code for (code,) in ground.query(following)}


def test_templates_when_a_city_has_its_own_then_versions_of_those(ground, tmp_path):
    page = tmp_path / "alat-contoh.toml"
    for text in (OWN, OWN.replace("dari kota ini", "dari kota lain")):
        page.write_text(text)
        assert publish(ground, tmp_path) == (0, "Templat terbit: 1; tidak berubah: 0")
    versions = "SELECT version FROM templates_templateversion WHERE code = 'alat-contoh' ORDER BY version"
    assert ground.query(versions) == [(1,), (2,)]


def test_templates_when_one_file_is_faulty_then_none_is_published(ground, tmp_path):
    (tmp_path / "aaa.toml").write_text(OWN.replace("alat-contoh", "aaa"))
    (tmp_path / "bbb.toml").write_text(OWN.replace("alat-contoh", "bbb") + "harga = 1\n")
    code, said = publish(ground, tmp_path)
    assert (code, "bbb.toml: kunci “harga” tidak dikenal." in said) == (2, True)
    assert ground.query("SELECT count(*) FROM templates_templateversion WHERE code = 'aaa'") == [(0,)]


def test_templates_when_the_folder_or_government_is_unknown_then_two_and_a_sentence(ground, tmp_path):
    assert publish(ground, tmp_path / "tidak-ada")[0] == 2
    result = ground.eorder("templates", "publish", "--government", "TIDAK-ADA")
    assert (result.returncode, "belum ada" in result.stderr) == (2, True)

"""What a file of templates may not say: each refusal has one code and names its file."""

import pytest

from eorder.foundation.errors import ConfigurationError
from eorder.market.templates.reading import read_template, read_vocabulary
from eorder.market.templates.template import AttributeKind

UNITS = 'kotak = "BX"\nporsi = "PTN"\npaket = ""\n'
ATTRIBUTES = """
[isi]
label = "Isi"
label_en = "Contents"
kind = "text"
most = 30
[berat]
label = "Berat"
label_en = "Weight"
kind = "number"
unit = "gram"
least = 10
most = 3000
[halal]
label = "Halal"
label_en = "Halal"
kind = "choice"
choices = ["ya", "proses"]
[pedas]
label = "Pedas"
label_en = "Hot"
kind = "flag"
"""
CRITERIA = '[foto]\nname = "Foto"\nrefusal = "Foto tidak jelas."\nremedy = "Ambil foto baru."\n'
PAGE = """
code = "contoh"
name = "Contoh"
name_en = "Example"
group = "makanan"
about = "Contoh saja."
tax_nature = "catering"
accounts = ["5.1.02.01.01.0052"]
kbli = ["56210"]
cpv = "55520000-1"
units = ["kotak"]
required = ["isi", "berat"]
optional = ["halal", "pedas"]
criteria = ["foto"]
"""
COST = """
[should_cost]
unit = "kotak"
minutes = 9
wage = 33_000
overhead = 1_500
source = "Andaian."
certainty = "assumed"
materials = [{ name = "Beras", amount = 1_000 }]
"""


def vocabulary(units=UNITS, attributes=ATTRIBUTES, criteria=CRITERIA):
    return read_vocabulary(units, attributes, criteria)


def read(text, name="contoh"):
    return read_template(name, text, vocabulary())


def changed(key, line, text=PAGE + COST):
    """The page with another line for a key, or without it."""
    return "\n".join(line if each.startswith(f"{key} =") else each for each in text.splitlines())


def test_template_when_read_then_holds_what_its_words_mean():
    template = read(PAGE + 'unsure = ["Belum pasti."]\n' + COST)
    assert [(each.key, each.kind, each.is_required) for each in template.attributes] == [
        ("isi", AttributeKind.TEXT, True),
        ("berat", AttributeKind.NUMBER, True),
        ("halal", AttributeKind.CHOICE, False),
        ("pedas", AttributeKind.FLAG, False),
    ]
    assert [unit.code for unit in template.units] == ["BX"]
    assert template.criteria[0].remedy == "Ambil foto baru."
    assert template.should_cost.materials[0].amount == 1_000
    assert template.unsure == ("Belum pasti.",)
    assert read(PAGE).should_cost is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (changed("code", 'code = "lain"'), "nama berkasnya"),
        (changed("code", 'code = "Con toh"'), "bentuknya keliru"),
        (changed("name", ""), "“name” belum ada"),
        (changed("name", 'name = " "'), "teks yang terisi"),
        (changed("name", "name = 1"), "teks yang terisi"),
        (changed("group", 'group = "mobil"'), "yang dikenal: makanan"),
        (changed("tax_nature", 'tax_nature = "jasa"'), "yang dikenal: catering"),
        (changed("accounts", "accounts = []"), "paling sedikit 1 isi"),
        (changed("accounts", 'accounts = "5.1.02.01.01.0052"'), "paling sedikit 1 isi"),
        (changed("accounts", 'accounts = ["5.1.02"]'), "bentuknya keliru"),
        (changed("kbli", 'kbli = ["5621"]'), "bentuknya keliru"),
        (changed("kbli", 'kbli = ["56210", "56210"]'), "dua kali"),
        (changed("cpv", 'cpv = "55520000"'), "bentuknya keliru"),
        (changed("units", 'units = ["ember"]'), "daftar bersama"),
        (changed("required", "required = []"), "paling sedikit 1 isi"),
        (changed("required", 'required = ["rasa"]'), "daftar bersama"),
        (changed("optional", 'optional = ["isi"]'), "sekaligus wajib dan tidak wajib"),
        (changed("criteria", 'criteria = ["harga"]'), "daftar bersama"),
        (changed("unit", 'unit = "porsi"'), "bukan satuan templat ini"),
        (changed("minutes", "minutes = 0"), "bilangan bulat dari 1"),
        (changed("minutes", "minutes = 1.5"), "bilangan bulat"),
        (changed("minutes", "minutes = true"), "bilangan bulat"),
        (changed("overhead", "overhead = -1"), "bilangan bulat dari 0"),
        (changed("certainty", 'certainty = "sure"'), "yang dikenal"),
        (changed("materials", "materials = []"), "paling sedikit 1 isi"),
        (changed("materials", 'materials = ["Beras"]'), "harus berupa tabel"),
        (changed("materials", 'materials = [{ name = "Beras", amount = 1, unit = "kg" }]'), "tidak dikenal"),
        (PAGE + "should_cost = 1", "harus berupa tabel"),
        (PAGE + "extra = 1", "“extra” tidak dikenal"),
        (PAGE + 'name = "Lagi"', "tidak dapat dibaca"),
        ("code =", "tidak dapat dibaca"),
    ],
)
def test_template_when_a_rule_is_broken_then_refused_with_the_file_and_one_code(text, said):
    with pytest.raises(ConfigurationError) as refusal:
        read(text)
    assert refusal.value.code == "faulty_template"
    assert "contoh.toml" in refusal.value.sentence
    assert said in refusal.value.sentence


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("units", 'kotak = "box"', "kode satuan “kotak”"),
        ("units", "kotak = 1", "kode satuan “kotak”"),
        ("attributes", ATTRIBUTES.replace("[isi]", '["I si"]'), "huruf kecil"),
        ("attributes", ATTRIBUTES.replace("most = 30\n", "most = 0\n"), "dari 1"),
        ("attributes", ATTRIBUTES.replace("least = 10", "least = 4000"), "lebih besar"),
        ("attributes", ATTRIBUTES.replace('["ya", "proses"]', '["ya"]'), "paling sedikit 2 isi"),
        ("attributes", ATTRIBUTES.replace('"flag"', '"flag"\nmost = 1'), "“most” tidak dikenal"),
        ("attributes", ATTRIBUTES.replace('"flag"', '"yes"'), "yang dikenal"),
        ("attributes", "isi = 1", "harus berupa tabel"),
        ("criteria", CRITERIA.replace("baru.", "baru"), "kalimat"),
        ("criteria", CRITERIA + "weight = 1", "tidak dikenal"),
    ],
)
def test_vocabulary_when_a_rule_is_broken_then_refused(part, text, said):
    with pytest.raises(ConfigurationError) as refusal:
        vocabulary(**{part: text})
    assert refusal.value.code == "faulty_template"
    assert f"{part}.toml" in refusal.value.sentence
    assert said in refusal.value.sentence

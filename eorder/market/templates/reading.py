"""Read templates and what they share from TOML, strictly: what is unknown, missing or of another kind is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from eorder.foundation.errors import ConfigurationError
from eorder.law.taxes.facts import TaxNature
from eorder.law.value import Certainty
from eorder.market.templates.template import (
    Attribute,
    AttributeKind,
    Criterion,
    Group,
    Material,
    ShouldCost,
    Template,
    Unit,
)

E = TypeVar("E", bound=StrEnum)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ACCOUNT = re.compile(r"5\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
KBLI = re.compile(r"[0-9]{5}")
CPV = re.compile(r"[0-9]{8}-[0-9]")
KEY = re.compile(r"[a-z][a-z0-9_]*")
LARGEST = 10**9
"""Largest whole number in a template (inclusive)."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What templates share, by word or key."""

    units: Mapping[str, Unit]
    attributes: Mapping[str, Attribute]
    criteria: Mapping[str, Criterion]


class Page:
    """One table of a file; each value is taken once, and `done` refuses what nobody asked for."""

    def __init__(self, file: str, table: object, where: str = "") -> None:
        self.file, self.where = file, where
        if not isinstance(table, dict):
            raise self.faulty("harus berupa tabel")
        self.left: dict[str, Any] = dict(table)

    def faulty(self, fault: str) -> ConfigurationError:
        """Say what is wrong with this table."""
        at = f" pada {self.where}" if self.where else ""
        return ConfigurationError(f"Templat kategori {self.file}.toml{at}: {fault}.", code="faulty_template")

    def take(self, key: str) -> Any:
        """Take a value that must be there."""
        if key not in self.left:
            raise self.faulty(f"kunci “{key}” belum ada")
        return self.left.pop(key)

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        """Take a text that says something, of a given form."""
        return self._text(key, self.take(key), pattern)

    def _text(self, key: str, value: object, pattern: re.Pattern[str] | None) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.faulty(f"“{key}” harus berupa teks yang terisi")
        if pattern and not pattern.fullmatch(value):
            raise self.faulty(f"“{key}” berisi {value!r}, yang bentuknya keliru")
        return value

    def whole(self, key: str, least: int = 0) -> int:
        """Take a whole number; both ends inclusive."""
        value = self.take(key)
        if type(value) is not int or not least <= value <= LARGEST:
            raise self.faulty(f"“{key}” harus bilangan bulat dari {least} sampai {LARGEST}")
        return value

    def word(self, key: str, words: type[E]) -> E:
        """Take one of some words."""
        value = self.text(key)
        if value not in set(words):
            raise self.faulty(f"“{key}” berisi {value!r}; yang dikenal: {', '.join(words)}")
        return words(value)

    def texts(self, key: str, pattern: re.Pattern[str] | None = None, *, least: int = 1) -> tuple[str, ...]:
        """Take a list of texts, each once."""
        values = self.take(key)
        if not isinstance(values, list) or len(values) < least:
            raise self.faulty(f"“{key}” harus daftar dengan paling sedikit {least} isi")
        read = tuple(self._text(key, value, pattern) for value in values)
        if len(set(read)) < len(read):
            raise self.faulty(f"“{key}” memuat isi yang sama dua kali")
        return read

    def known(self, key: str, words: Mapping[str, Any], *, least: int = 1) -> tuple[str, ...]:
        """Take a list of words of the shared vocabulary."""
        values = self.texts(key, least=least)
        strangers = [value for value in values if value not in words]
        if strangers:
            raise self.faulty(f"“{key}” menyebut {strangers[0]!r}, yang tidak ada dalam daftar bersama")
        return values

    def done(self) -> None:
        """Refuse keys that nobody took."""
        if self.left:
            raise self.faulty(f"kunci “{min(self.left)}” tidak dikenal")


def read_template(name: str, text: str, vocabulary: Vocabulary) -> Template:
    """Read one template; its file is named after its code.

    Raises:
        ConfigurationError: The file breaks a rule; code `faulty_template`.
    """
    page = _parsed(name, text)
    if page.text("code", CODE) != name:
        raise page.faulty("“code” harus sama dengan nama berkasnya")
    units = page.known("units", vocabulary.units)
    read = Template(
        code=name,
        name=page.text("name"),
        name_en=page.text("name_en"),
        group=page.word("group", Group),
        about=page.text("about"),
        tax_nature=page.word("tax_nature", TaxNature),
        accounts=page.texts("accounts", ACCOUNT),
        kbli=page.texts("kbli", KBLI),
        cpv=page.text("cpv", CPV),
        units=tuple(vocabulary.units[each] for each in units),
        attributes=_asked(page, vocabulary),
        criteria=tuple(vocabulary.criteria[each] for each in page.known("criteria", vocabulary.criteria)),
        should_cost=_read_should_cost(name, page.take("should_cost"), units)
        if "should_cost" in page.left
        else None,
        unsure=page.texts("unsure") if "unsure" in page.left else (),
    )
    page.done()
    return read


def _asked(page: Page, vocabulary: Vocabulary) -> tuple[Attribute, ...]:
    """List the attributes, the compulsory ones first."""
    required = page.known("required", vocabulary.attributes)
    optional = page.known("optional", vocabulary.attributes, least=0)
    if both := set(required) & set(optional):
        raise page.faulty(f"atribut “{min(both)}” sekaligus wajib dan tidak wajib")
    return tuple(replace(vocabulary.attributes[key], is_required=True) for key in required) + tuple(
        vocabulary.attributes[key] for key in optional
    )


def _read_should_cost(name: str, table: object, units: tuple[str, ...]) -> ShouldCost:
    page = Page(name, table, "should_cost")
    materials = page.take("materials")
    if not isinstance(materials, list) or not materials:
        raise page.faulty("“materials” harus daftar dengan paling sedikit 1 isi")
    read = ShouldCost(
        unit=page.text("unit"),
        minutes=page.whole("minutes", 1),
        wage=page.whole("wage", 1),
        overhead=page.whole("overhead"),
        materials=tuple(_read_material(name, each) for each in materials),
        source=page.text("source"),
        certainty=page.word("certainty", Certainty),
    )
    page.done()
    if read.unit not in units:
        raise page.faulty(f"satuan {read.unit!r} bukan satuan templat ini")
    return read


def _read_material(name: str, table: object) -> Material:
    page = Page(name, table, "should_cost.materials")
    read = Material(page.text("name"), page.whole("amount", 1))
    page.done()
    return read


def read_vocabulary(units: str, attributes: str, criteria: str) -> Vocabulary:
    """Read what templates share.

    Raises:
        ConfigurationError: A file breaks a rule; code `faulty_template`.
    """
    return Vocabulary(
        units={name: _read_unit(name, code) for name, code in _parsed("units", units).left.items()},
        attributes={
            key: _read_attribute(key, table) for key, table in _parsed("attributes", attributes).left.items()
        },
        criteria={
            key: _read_criterion(key, table) for key, table in _parsed("criteria", criteria).left.items()
        },
    )


def _read_unit(name: str, code: object) -> Unit:
    if not isinstance(code, str) or not re.fullmatch(r"[A-Z0-9]{0,3}", code):
        raise Page("units", {}).faulty(f"kode satuan “{name}” keliru")
    return Unit(name, code)


def _read_attribute(key: str, table: object) -> Attribute:
    page = Page("attributes", table, key)
    if not KEY.fullmatch(key):
        raise page.faulty("nama atribut hanya huruf kecil, angka, dan garis bawah")
    label, label_en, kind = page.text("label"), page.text("label_en"), page.word("kind", AttributeKind)
    is_number = kind is AttributeKind.NUMBER
    read = Attribute(
        key=key,
        label=label,
        label_en=label_en,
        kind=kind,
        is_required=False,
        unit=page.text("unit") if is_number else "",
        least=page.whole("least") if is_number else 0,
        most=page.whole("most", 1) if kind in {AttributeKind.NUMBER, AttributeKind.TEXT} else 0,
        choices=page.texts("choices", least=2) if kind is AttributeKind.CHOICE else (),
    )
    page.done()
    if is_number and read.least > read.most:
        raise page.faulty("“least” lebih besar dari “most”")
    return read


def _read_criterion(key: str, table: object) -> Criterion:
    page = Page("criteria", table, key)
    read = Criterion(key, page.text("name"), page.text("refusal"), page.text("remedy"))
    page.done()
    if not all(sentence.endswith(".") for sentence in (read.refusal, read.remedy)):
        raise page.faulty("alasan dan perbaikan harus berupa kalimat")
    return read


def _parsed(name: str, text: str) -> Page:
    try:
        return Page(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise ConfigurationError(
            f"Templat kategori {name}.toml: tidak dapat dibaca ({fault}).", code="faulty_template"
        ) from None

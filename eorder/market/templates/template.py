"""A template as plain data: what a category asks of its products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from eorder.foundation.money import Rupiah
from eorder.law.taxes.facts import TaxNature
from eorder.law.value import Certainty


class Group(StrEnum):
    """Where the list of categories shows a template."""

    FOOD = "makanan"
    OFFICE = "kantor"
    PRINTING = "cetak"
    ELECTRONICS = "elektronik"
    FURNITURE = "perabot"
    CLEANING = "kebersihan"
    CLOTHING = "pakaian"
    SOUVENIRS = "suvenir"
    HEALTH = "kesehatan"
    SERVICES = "jasa"
    HIRE = "sewa"
    OTHER = "lain"


class AttributeKind(StrEnum):
    """What is typed for an attribute; a number is whole, in a unit chosen so that this suffices."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of sale: its word, and its code of UN/ECE Recommendation 20, empty where it has none."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question about a product.

    Attributes:
        is_required: Whether a product without it is refused.
        unit: Of a number.
        least: Smallest number, inclusive.
        most: Largest number, or most characters of a text, inclusive.
        choices: Words to choose from.
    """

    key: str
    label: str
    label_en: str
    kind: AttributeKind
    is_required: bool
    unit: str = ""
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a curator looks at, with the sentence of a refusal and what to do then."""

    key: str
    name: str
    refusal: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Material:
    """A material that one unit uses up, in whole rupiah."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class ShouldCost:
    """What one unit made to order should cost its maker, before profit and tax.

    Attributes:
        unit: Unit of sale that it is reckoned for.
        minutes: Work on one unit.
        wage: Whole rupiah for an hour of work.
        overhead: Share added for rent, power and tools, in parts per 10,000 of work and materials.
        source: Where the figures come from.
        certainty: How sure they are.
    """

    unit: str
    minutes: int
    wage: int
    overhead: int
    materials: tuple[Material, ...]
    source: str
    certainty: Certainty

    @property
    def work(self) -> Rupiah:
        """Wage of the minutes, rounded half up to whole rupiah."""
        return Rupiah((self.wage * self.minutes * 2 + 60) // 120)

    @property
    def material(self) -> Rupiah:
        """All materials."""
        return Rupiah.total(Rupiah(each.amount) for each in self.materials)

    @property
    def overheads(self) -> Rupiah:
        """Share added for overhead, rounded down to whole rupiah."""
        return (self.work + self.material).share(self.overhead, 10_000)

    @property
    def total(self) -> Rupiah:
        """Work, materials and overhead of one unit."""
        return Rupiah.total([self.work, self.material, self.overheads])


@dataclass(frozen=True, slots=True)
class Template:
    """What a category asks of its products.

    Attributes:
        accounts: Budget accounts (kode rekening) that may pay for it.
        kbli: Fields of business, five digits of KBLI 2020, of those who sell it.
        cpv: Class of the Common Procurement Vocabulary with its check digit.
        unsure: Sentences on what no source settled.
    """

    code: str
    name: str
    name_en: str
    group: Group
    about: str
    tax_nature: TaxNature
    accounts: tuple[str, ...]
    kbli: tuple[str, ...]
    cpv: str
    units: tuple[Unit, ...]
    attributes: tuple[Attribute, ...]
    criteria: tuple[Criterion, ...]
    should_cost: ShouldCost | None = None
    unsure: tuple[str, ...] = ()

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Words of the units that a product may be sold in."""
        return tuple(unit.name for unit in self.units)

    def body(self) -> dict[str, Any]:
        """Give the template as a version keeps it: words, whole numbers, lists and tables only."""
        return asdict(self, dict_factory=_plain)


def of_body(body: Mapping[str, Any]) -> Template:
    """Make the template that a stored version holds."""
    cost = body["should_cost"]
    return Template(
        **{
            **body,
            "group": Group(body["group"]),
            "tax_nature": TaxNature(body["tax_nature"]),
            "accounts": tuple(body["accounts"]),
            "kbli": tuple(body["kbli"]),
            "units": tuple(Unit(**each) for each in body["units"]),
            "attributes": tuple(_attribute(each) for each in body["attributes"]),
            "criteria": tuple(Criterion(**each) for each in body["criteria"]),
            "should_cost": _should_cost(cost) if cost else None,
            "unsure": tuple(body["unsure"]),
        }
    )


def _attribute(body: Mapping[str, Any]) -> Attribute:
    return Attribute(**{**body, "kind": AttributeKind(body["kind"]), "choices": tuple(body["choices"])})


def _should_cost(body: Mapping[str, Any]) -> ShouldCost:
    materials = tuple(Material(**each) for each in body["materials"])
    return ShouldCost(**{**body, "materials": materials, "certainty": Certainty(body["certainty"])})


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Write tuples as the lists that come back from the database."""
    return {key: list(value) if isinstance(value, tuple) else _word(value) for key, value in pairs}


def _word(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value

"""Make up what the sellers of a full demo city are called and offer: plainly fictional, the same for the same seed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

from eorder.market.catalogue.actions.list_product import ProductForm
from eorder.market.templates.answers import NO, YES
from eorder.market.templates.book import templates
from eorder.market.templates.template import Attribute, AttributeKind, Group, Template
from eorder.simulator.load.names import FLOWERS, WORDS

PRODUCTS = 10
"""Products of one seller: six of its first category, the others of its second."""
OF_FIRST = 6
SHOPS = {
    Group.FOOD: "Dapur", Group.OFFICE: "Toko", Group.PRINTING: "Percetakan", Group.ELECTRONICS: "Toko",
    Group.FURNITURE: "Bengkel", Group.CLEANING: "Toko", Group.CLOTHING: "Penjahit", Group.SOUVENIRS: "Sanggar",
    Group.HEALTH: "Toko", Group.SERVICES: "Jasa", Group.HIRE: "Sewa", Group.OTHER: "Kios",
}  # fmt: skip
STEPS = ((10_000, 100), (100_000, 500), (1_000_000, 5_000), (10**9, 50_000))
"""Prices below an amount are whole multiples of a step, in rupiah."""
NUMBERS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "tujuh": 7}
_SAID = (  # what a name says of an answer
    (re.compile(r"([\d.]+) ml"), "isi_ml"), (re.compile(r"([\d.]+) gram"), "gramasi"),
    (re.compile(r"([\d.]+) orang"), "kapasitas"), (re.compile(r"isi (\d+)"), "jumlah_isi"),
    (re.compile(r"(tiga|empat|lima|tujuh) macam"), "jumlah_macam"), (re.compile(r"\b(A4|F4)\b"), "ukuran_kertas"),
    (re.compile(r"\b(hitam putih|berwarna)\b"), "warna_cetak"), (re.compile(r"\b(hitam|biru|merah|kuning)\b"), "warna"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """One product that was made up: the form, the answers as typed, and the picture's shape and variant."""

    form: ProductForm
    answers: Mapping[str, str]
    shape: str
    variant: int


@cache
def assortment() -> dict[str, Any]:
    """Give what is offered by category, and under `_` the answers that fit all of them."""
    text = files("eorder.simulator").joinpath("data/offers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _streets() -> tuple[str, ...]:
    """List the categories group by group, so that neighbours are of one trade."""
    order = list(Group)
    return tuple(sorted(templates(), key=lambda code: (order.index(templates()[code].group), code)))


def trade_of(number: int) -> tuple[Template, Template]:
    """Give the two categories of a seller, of one group where it has two; every category is somebody's first."""
    codes = _streets()
    place = number % len(codes)
    first = templates()[codes[place]]
    near = [templates()[codes[(place + step) % len(codes)]] for step in (1, -1)]
    return first, next((each for each in near if each.group == first.group), near[0])


def shop_name(number: int) -> str:
    """Name a seller after its trade, so that nobody takes it for a real one."""
    first, _ = trade_of(number)
    flower, word = FLOWERS[number % len(FLOWERS)], WORDS[number // len(FLOWERS) % len(WORDS)]
    return f"{SHOPS[first.group]} Contoh {flower} {word} {number + 1:03d}"


def products_of(number: int) -> Iterator[Made]:
    """Make up the products of a seller, no two of one name."""
    chance = Random(f"eorder.assortment:{number}")  # noqa: S311 - the same city each time
    first, second = trade_of(number)
    for template, count in ((first, OF_FIRST), (second, PRODUCTS - OF_FIRST)):
        offered = assortment()[template.code]
        pairs = list(product(offered["things"], offered["kinds"]))
        for thing, kind in chance.sample(pairs, count):
            yield _make(template, f"{thing} {kind}", chance)


def _make(template: Template, name: str, chance: Random) -> Made:
    offered = assortment()[template.code]
    low, high = offered["price"]
    by_order = template.tax_nature == "catering"
    form = ProductForm(
        template.code,
        name,
        f"{name}. {template.about} Contoh untuk peragaan.",
        template.unit_names[0],
        _rounded(chance.randint(low, high)),
        chance.choice((10, 20, 25)) if by_order else 1,
        chance.choice((1, 1, 2) if by_order else (0, 1, 2, 3, 5, 7)),
    )
    place = 2 * _streets().index(template.code)
    return Made(
        form, dict(_answers(template, name, chance)), offered["picture"], place + 7 * chance.randint(0, 1)
    )


def _rounded(amount: int) -> int:
    step = next(step for most, step in STEPS if amount < most)
    return amount // step * step


def _answers(template: Template, name: str, chance: Random) -> Iterator[tuple[str, str]]:
    said = {key: found[1] for shape, key in _SAID if (found := shape.search(name))}
    for each in template.attributes:
        if each.is_required or each.key in said or chance.random() < 0.5:  # noqa: PLR2004 - half of them
            yield each.key, _answer(each, template.code, name, said.get(each.key, ""), chance)


def _answer(asked: Attribute, code: str, name: str, said: str, chance: Random) -> str:
    plain = str(NUMBERS.get(said, said)).replace(".", "")
    if plain and _fits(asked, plain):
        return plain
    if asked.kind is AttributeKind.FLAG:
        return chance.choice((YES, NO))
    offered: Sequence[Any] = assortment()[code].get(asked.key) or assortment()["_"].get(asked.key, ())
    if asked.kind is AttributeKind.CHOICE:
        return str(chance.choice([each for each in asked.choices if not offered or each in offered]))
    if asked.key == "jenis" and not offered:
        return name.split(" ", maxsplit=1)[0] if " " not in name else " ".join(name.split(" ")[:2])
    return str(chance.choice(offered))


def _fits(asked: Attribute, text: str) -> bool:
    if asked.kind is AttributeKind.NUMBER:
        return text.isdigit() and asked.least <= int(text) <= asked.most
    return asked.kind is AttributeKind.TEXT or text in asked.choices

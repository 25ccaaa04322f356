"""Check who got how many, with nothing but the published files and Python's standard library.

usage: python verify_allocation.py inputs.json seed.json shares.json [SHA256-OF-INPUTS]

Give the digest of the inputs as it was published before the seed existed, to prove that they are still the same.
Prints YA and ends with 0 when the shares follow the rule `eorder-allocation/1`; otherwise prints TIDAK and where, and
ends with 1. That the randomness beacon signed the seed is checked by `eorder allocate` or any drand program; this file
checks that the randomness is the SHA-256 of that signature, and everything after it.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

Json = Any
RULE = "eorder-allocation/1"
GENESIS, PERIOD = 1_692_803_367, 3  # of drand quicknet, in seconds: round 1, and from one round to the next


class FaultError(Exception):
    """Something does not follow the rule; says where."""


def main(arguments: list[str]) -> int:
    """Compare the files and tell what was found; returns the exit code."""
    if len(arguments) not in {3, 4}:
        print(__doc__)
        return 2
    try:
        inputs, seed, shares = (read(path) for path in arguments[:3])
        told = check(inputs, seed, shares, published="".join(arguments[3:]) or None)
    except FaultError as error:
        print(f"TIDAK: {error}")
        return 1
    print(f"YA: {told}")
    return 0


def read(path: str) -> bytes:
    """Read a file whole."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise FaultError(f"{path}: tidak dapat dibaca ({error.strerror})") from error


def check(inputs: bytes, seed: bytes, shares: bytes, published: str | None = None) -> str:
    """Check the three files; returns a sentence on what holds, or raises `FaultError`."""
    told = {"inputs": inputs, "seed": seed, "shares": shares}
    files = {name: parsed(name, content) for name, content in told.items()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in told.items()}
    try:
        if published is not None:
            same("inputs, terhadap sidik yang diumumkan", digests["inputs"], published.lower())
        check_files(files, digests)
        check_form(shares, files["shares"])
        return check_shares(files, digests)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as error:
        raise FaultError(
            f"isi berkas tidak berbentuk semestinya ({type(error).__name__}: {error})"
        ) from error


def check_files(files: Json, digests: dict[str, str]) -> None:
    """Check that the files belong together, are of this rule, and that the seed is the round that was fixed."""
    inputs, seed, shares = files["inputs"], files["seed"], files["shares"]
    same("inputs.rule", inputs["rule"], RULE)
    same("shares.rule", shares["rule"], RULE)
    same("shares.inputs_sha256 (inputs berubah setelah dibagi)", shares["inputs_sha256"], digests["inputs"])
    same("seed.round", seed["round"], inputs["draw"]["round"])
    closes = datetime.fromisoformat(inputs["draw"]["closes_at"]).timestamp()
    if GENESIS + (seed["round"] - 1) * PERIOD <= closes:
        raise FaultError(f"inputs.draw.round: putaran {seed['round']} sudah ada saat penawaran ditutup")
    random = hashlib.sha256(bytes.fromhex(seed["signature"])).hexdigest()
    same("seed.randomness", seed["randomness"], random)
    same("shares.seed_sha256 (seed berubah)", shares["seed_sha256"], digests["seed"])


def check_shares(files: Json, digests: dict[str, str]) -> str:
    """Work out every share from the inputs, the seed and the proven levels, and compare."""
    inputs, shares = files["inputs"], files["shares"]
    makers = {each["id"]: Maker(inputs, each) for each in inputs["makers"]}
    same("inputs.makers, jumlah kode yang berbeda", len(makers), len(inputs["makers"]))
    link(makers.values())
    able = [each for each in makers.values() if each.leader is each and each.limit >= each.minimum]
    draw(inputs, files["seed"], able)
    lots = inputs["need"] // inputs["lot"]
    check_steps(inputs, shares["steps"], able, lots)
    given = sum(each.lots for each in makers.values())
    expected = {
        "rule": RULE,
        "programme": inputs["programme"],
        "round": inputs["round"],
        "inputs_sha256": digests["inputs"],
        "seed_sha256": digests["seed"],
        "lots": lots,
        "remainder_pieces": inputs["need"] - lots * inputs["lot"],
        "missing_lots": lots - given,
        "capacity_lots": sum(each.limit for each in able),
        "steps": shares["steps"],
        "shares": [makers[name].row(inputs) for name in sorted(makers)],
    }
    differ("shares", expected, shares)
    served = sum(each.lots > 0 for each in makers.values())
    return f"{given} dari {lots} lot dibagi kepada {served} dari {len(makers)} pembuat menurut {RULE}."


class Maker:
    """A maker with the most lots that the published terms allow it."""

    def __init__(self, inputs: Json, row: Json) -> None:
        lot = inputs["lot"]
        self.id, self.owners, self.scale = row["id"], row["owners"], row["scale"]
        self.is_new = row["proven"] is None
        if not inputs["price"]["floor"] <= row["price"] <= inputs["price"]["ceiling"]:
            raise FaultError(f"inputs, pembuat {self.id}: harga di luar rentang yang diumumkan")
        self.minimum = max(1, (row["minimum"] + lot - 1) // lot)
        self.order = inputs["order"]["ceiling"] // (row["price"] * lot)
        known = (inputs["newcomers"]["most_lots"], "newcomer")
        if not self.is_new:
            known = (row["proven"] * inputs["proven"]["growth_percent"] // 100 // lot, "proven")
        ways = [
            (row["capacity"] // lot, "capacity"),
            known,
            (self.order * inputs["order"]["most_per_maker"], "orders"),
        ]
        self.limit = min(lots for lots, _ in ways)
        self.limited_by = next(why for lots, why in ways if lots == self.limit)
        self.leader, self.ticket = self, b""
        self.lots, self.bound, self.step = 0, "small", ""

    def row(self, inputs: Json) -> dict[str, Json]:
        """Give what the published shares must say of this maker."""
        orders = []
        if self.lots:
            count = (self.lots + self.order - 1) // self.order
            orders = [self.lots // count + (place < self.lots % count) for place in range(count)]
        is_led = self.leader is not self
        return {
            "maker": self.id,
            "lots": self.lots,
            "pieces": self.lots * inputs["lot"],
            "orders": orders,
            "bound": "linked" if is_led else self.bound,
            "step": self.step,
            "stands_in": self.leader.id if is_led else "",
        }


def link(makers: Iterable[Maker]) -> None:
    """Let the business with the largest limit stand for all that share owners, also by way of others."""
    groups: dict[str, list[Maker]] = {}
    for each in makers:
        group = [each]
        for owner in each.owners:
            group += [one for one in groups.get(owner, []) if one not in group]
        for one in group:
            groups.update(dict.fromkeys(one.owners, group))
    for group in groups.values():
        leader = min(group, key=lambda one: (-one.limit, one.id))
        for one in group:
            one.leader = leader


def draw(inputs: Json, seed: Json, makers: list[Maker]) -> None:
    """Give every maker its ticket: the SHA-256 of rule, programme, round, randomness and its own name."""
    for each in makers:
        line = "\n".join([RULE, inputs["programme"], str(inputs["round"]), seed["randomness"], each.id])
        each.ticket = hashlib.sha256(line.encode()).digest()


def check_steps(inputs: Json, steps: Json, able: list[Maker], lots: int) -> None:
    """Prove each step by its certificate, and give its makers their lots."""
    newcomers = [each for each in able if each.is_new]
    others = [each for each in able if not each.is_new]
    reserved = lots * inputs["newcomers"]["share_basis_points"] // 10_000
    turns = [("newcomers", newcomers)]
    for number, scales in enumerate(inputs["tiers"], 1):
        turns.append((f"tier-{number}", [each for each in others if each.scale in scales]))
    same("shares.steps, banyaknya", len(steps), len(turns))
    for number, (step, (name, makers)) in enumerate(zip(steps, turns, strict=True)):
        where = f"shares.steps[{number}]"
        share = max(reserved, lots - sum(each.limit for each in others)) if number == 0 else lots
        same(f"{where}.name", step["name"], name)
        same(f"{where}.lots", step["lots"], share)
        check_step(where, step, makers, share)
        lots -= step["given"]


def check_step(where: str, step: Json, makers: list[Maker], lots: int) -> None:
    """Prove one step: who left, where the water stands, and that one maker less would have been too few."""
    same(f"{where}, kunci", sorted(step), ["before_last_left", "given", "left", "level", "lots", "name"])
    makers.sort(key=lambda each: each.ticket, reverse=True)
    makers.sort(key=lambda each: each.minimum, reverse=True)
    gone = len(step["left"])
    same(f"{where}.left", step["left"], [each.id for each in makers[:gone]])
    given = poured(f"{where}.level", step["level"], makers[gone:], lots)
    same(f"{where}.given", step["given"], sum(given.values()))
    for each in makers[gone:]:
        if given[each.id] < each.minimum:
            raise FaultError(f"{where}: {each.id} mendapat {given[each.id]} lot, di bawah jumlah terkecilnya")
    if not gone:
        same(f"{where}.before_last_left", step["before_last_left"], None)
    else:
        before = poured(f"{where}.before_last_left", step["before_last_left"], makers[gone - 1 :], lots)
        if all(before[each.id] >= each.minimum for each in makers[gone - 1 :]):
            raise FaultError(f"{where}.left: {step['left'][-1]} tidak perlu keluar")
    for each in makers:
        each.step, each.lots = step["name"], given.get(each.id, 0)
        if not each.lots:
            each.bound = "left" if lots else "unreached"
        elif each.lots == each.limit:
            each.bound = each.limited_by
        else:
            each.bound = "level" if each.lots == step["level"]["lots"] else "draw"


def poured(where: str, level: Json, makers: list[Maker], lots: int) -> dict[str, int]:
    """Give the shares at a level, after proving that it is the only one where this water comes to rest."""
    same(f"{where}, kunci", sorted(level), ["extra", "lots"])
    height, extra = level["lots"], level["extra"]
    if type(height) is not int or type(extra) is not int or height < 0:
        raise FaultError(f"{where}: bukan bilangan bulat")
    above = sorted((each for each in makers if each.limit > height), key=lambda each: each.ticket)
    if above and not 0 <= extra < len(above):
        raise FaultError(f"{where}.extra: {extra} di luar 0 sampai {len(above) - 1}")
    if not above:  # enough for all: the level is the highest limit
        same(where, [height, extra], [max((each.limit for each in makers), default=0), 0])
    given = {each.id: min(each.limit, height) for each in makers}
    for each in above[:extra]:
        given[each.id] += 1
    total, possible = sum(given.values()), sum(each.limit for each in makers)
    same(f"{where}, jumlah lot pada permukaan ini", total, min(lots, possible))
    return given


def parsed(name: str, content: bytes) -> Json:
    """Read JSON without repeated keys or numbers that are not whole."""

    def once(pairs: list[tuple[str, Json]]) -> Json:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("satu kunci ditulis dua kali")
        return found

    def refuse(text: str) -> Json:
        raise ValueError(f"{text} bukan bilangan bulat")

    try:
        return json.loads(content, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise FaultError(f"{name}: bukan JSON yang dapat dibaca ({error})") from error


def check_form(content: bytes, shares: Json) -> None:
    """Refuse shares that are written in another way than the one way."""
    written = json.dumps(shares, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    if written != content:
        place = next(
            (at for at, pair in enumerate(zip(written, content, strict=False)) if pair[0] != pair[1]),
            len(written),
        )
        raise FaultError(f"shares: bentuk tulisannya berubah pada byte {place}")


def differ(where: str, expected: Json, found: Json) -> None:
    """Name the first place where what was published differs from what the rule gives."""
    if isinstance(expected, dict) and isinstance(found, dict):
        same(f"{where}, kunci", sorted(found), sorted(expected))
        for key in expected:
            differ(f"{where}.{key}", expected[key], found[key])
    elif isinstance(expected, list) and isinstance(found, list):
        same(f"{where}, banyaknya", len(found), len(expected))
        for place, pair in enumerate(zip(expected, found, strict=True)):
            differ(f"{where}[{place}]", *pair)
    else:
        same(where, found, expected)


def same(where: str, found: Json, expected: Json) -> None:
    """Refuse anything else than expected, also a number of another kind."""
    if found != expected or type(found) is not type(expected):
        raise FaultError(f"{where}: tertulis {str(found)[:200]}, seharusnya {str(expected)[:200]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

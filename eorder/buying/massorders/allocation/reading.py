"""Reads published inputs and seeds strictly: every key known, every number whole, every contradiction named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eorder.buying.massorders.allocation.beacon import NETWORK, check_round, round_time
from eorder.buying.massorders.allocation.terms import BASIS_POINTS, PERCENT, RULE, Inputs, Maker, Seed
from eorder.foundation.errors import InvalidValueError

MOST = 10**15
"""Largest number that inputs may hold: pieces, or rupiah."""
MOST_MAKERS = 1_000_000
MOST_PERCENT = 1_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HEX = re.compile(r"([0-9a-f]{2})+")


def read_inputs(content: bytes) -> Inputs:
    """Read the published inputs of an allocation.

    Raises:
        InvalidValueError: They are not of this form, of another rule, or contradict themselves; the sentence says
            where, and the code begins with `allocation_`.
    """
    top = _Object(_parsed(content, "Masukan"), "masukan")
    if top.take("rule") != RULE:
        raise _wrong("aturan", f"bukan {RULE}; program ini hanya menghitung aturan itu", "allocation_rule")
    order, price = top.inner("order"), top.inner("price")
    newcomers, proven, draw = top.inner("newcomers"), top.inner("proven"), top.inner("draw")
    if draw.take("network") != NETWORK:
        raise _wrong("draw.network", "bukan jaringan drand quicknet")
    inputs = Inputs(
        programme=top.name("programme"),
        round=top.number("round", 1),
        need=top.number("need", 1),
        lot=top.number("lot", 1),
        order_ceiling=order.number("ceiling", 1),
        most_orders=order.number("most_per_maker", 1),
        floor=price.number("floor", 1),
        ceiling=price.number("ceiling", 1),
        newcomer_share=newcomers.number("share_basis_points", 0, BASIS_POINTS),
        newcomer_lots=newcomers.number("most_lots", 0),
        growth=proven.number("growth_percent", PERCENT, MOST_PERCENT),
        tiers=_tiers(top.take("tiers")),
        beacon_round=draw.number("round", 1),
        closes_at=_moment(draw.take("closes_at")),
        makers=_makers(top.take("makers")),
        digest=hashlib.sha256(content).hexdigest(),
    )
    for each in (top, order, price, newcomers, proven, draw):
        each.done()
    _check_terms(inputs)
    _check_makers(inputs)
    return inputs


def read_seed(content: bytes, inputs: Inputs) -> Seed:
    """Read the seed that was entered after closing, and verify that the beacon made it.

    Raises:
        InvalidValueError: It is not of this form, of another round than the inputs fix, or not the beacon's; codes
            `seed_of_other_round`, `seed_not_signed`, `seed_not_of_signature`.
    """
    top = _Object(_parsed(content, "Benih"), "benih")
    seed = Seed(
        round=top.number("round", 1),
        signature=top.hexadecimal("signature"),
        randomness=top.hexadecimal("randomness"),
        digest=hashlib.sha256(content).hexdigest(),
    )
    top.done()
    if seed.round != inputs.beacon_round:
        raise _wrong(
            "benih.round",
            f"{seed.round}, padahal masukan menetapkan putaran {inputs.beacon_round} sebelum penawaran ditutup",
            "seed_of_other_round",
        )
    check_round(seed.round, seed.signature, seed.randomness)
    return seed


def _check_terms(inputs: Inputs) -> None:
    if inputs.floor > inputs.ceiling:
        raise _wrong("price", "harga terendah melebihi harga tertinggi")
    if inputs.order_ceiling < inputs.ceiling * inputs.lot:
        raise _wrong(
            "lot", f"satu lot bernilai sampai Rp {inputs.ceiling * inputs.lot}, melebihi batas satu pesanan"
        )
    if round_time(inputs.beacon_round) <= inputs.closes_at:
        raise _wrong(
            "draw.round",
            f"putaran {inputs.beacon_round} sudah ada saat penawaran ditutup; pilih putaran sesudahnya",
            "allocation_seed_known",
        )


def _check_makers(inputs: Inputs) -> None:
    scales = {scale for tier in inputs.tiers for scale in tier}
    seen: set[str] = set()
    for each in inputs.makers:
        if each.id in seen:
            raise _wrong(f"pembuat {each.id}", "tercatat dua kali")
        if each.scale not in scales:
            raise _wrong(f"pembuat {each.id}", f"skala {each.scale} tidak ada pada urutan skala")
        if not inputs.floor <= each.price <= inputs.ceiling:
            raise _wrong(
                f"pembuat {each.id}",
                f"harga Rp {each.price} di luar rentang Rp {inputs.floor} sampai Rp {inputs.ceiling}",
                "allocation_price",
            )
        seen.add(each.id)


def _makers(value: Any) -> tuple[Maker, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_MAKERS:
        raise _wrong("makers", f"harus daftar 1 sampai {MOST_MAKERS} pembuat")
    return tuple(_maker(_Object(each, f"makers[{place}]")) for place, each in enumerate(value))


def _maker(row: _Object) -> Maker:
    maker = Maker(
        id=row.name("id"),
        owners=row.names("owners"),
        scale=row.name("scale"),
        capacity=row.number("capacity", 0),
        minimum=row.number("minimum", 0),
        price=row.number("price", 1),
        proven=row.number_or_none("proven"),
    )
    row.done()
    return maker


def _tiers(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or not value:
        raise _wrong("tiers", "harus daftar urutan skala usaha")
    tiers = tuple(
        _Object({"tier": each}, f"tiers[{place}]").names("tier") for place, each in enumerate(value)
    )
    scales = [scale for tier in tiers for scale in tier]
    if len(set(scales)) != len(scales):
        raise _wrong("tiers", "menyebut satu skala dua kali")
    return tiers


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and _UTC.fullmatch(value):
        try:
            return datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise _wrong("draw.closes_at", "bukan waktu UTC seperti 2026-11-30T10:00:00Z")


class _Object:
    """A JSON object whose keys are all asked for, each once."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise _wrong(where, "bukan objek JSON")
        self._rest = dict(value)
        self._where = where

    def take(self, key: str) -> Any:
        if key not in self._rest:
            raise _wrong(f"{self._where}.{key}", "tidak ada")
        return self._rest.pop(key)

    def inner(self, key: str) -> _Object:
        return _Object(self.take(key), key)

    def number(self, key: str, least: int, most: int = MOST) -> int:
        value = self.take(key)
        if type(value) is not int or not least <= value <= most:
            raise _wrong(f"{self._where}.{key}", f"harus bilangan bulat {least} sampai {most}")
        return value

    def number_or_none(self, key: str) -> int | None:
        if self._rest.get(key, 0) is None:
            return self.take(key)  # type: ignore[no-any-return]
        return self.number(key, 0)

    def name(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise _wrong(f"{self._where}.{key}", "harus kode 1 sampai 64 huruf, angka, titik, garis")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if not isinstance(value, list) or not value:
            raise _wrong(f"{self._where}.{key}", "harus daftar kode yang tidak kosong")
        return tuple(_Object({key: each}, self._where).name(key) for each in value)

    def hexadecimal(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise _wrong(f"{self._where}.{key}", "harus bilangan heksadesimal huruf kecil")
        return value

    def done(self) -> None:
        if self._rest:
            raise _wrong(f"{self._where}.{min(self._rest)}", "tidak dikenal; hapus atau periksa ejaannya")


def _parsed(content: bytes, what: str) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _wrong(what, "bukan JSON yang dapat dibaca") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _wrong(min(found), "satu kunci ditulis dua kali")
    return found


def _no_number(text: str) -> Any:
    raise _wrong(text, "bukan bilangan bulat")


def _wrong(where: str, what: str, code: str = "allocation_inputs") -> InvalidValueError:
    return InvalidValueError(f"{where}: {what}.", code=code)

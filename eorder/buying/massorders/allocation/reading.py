"""Reads published inputs and seeds strictly: every key known, every number whole, every contradiction named."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any

from eorder.buying.massorders.allocation.beacon import NETWORK, check_round, round_time
from eorder.buying.massorders.allocation.checked import Checked, parsed, wrong
from eorder.buying.massorders.allocation.terms import BASIS_POINTS, PERCENT, RULE, Inputs, Maker, Seed

MOST_MAKERS = 1_000_000
MOST_PERCENT = 1_000
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def read_inputs(content: bytes) -> Inputs:
    """Read the published inputs of an allocation.

    Raises:
        InvalidValueError: They are not of this form, of another rule, or contradict themselves; the sentence says
            where, and the code begins with `allocation_`.
    """
    top = Checked(parsed(content, "Masukan"), "masukan")
    if top.take("rule") != RULE:
        raise wrong("aturan", f"bukan {RULE}; program ini hanya menghitung aturan itu", "allocation_rule")
    order, price = top.inner("order"), top.inner("price")
    newcomers, proven, draw = top.inner("newcomers"), top.inner("proven"), top.inner("draw")
    if draw.take("network") != NETWORK:
        raise wrong("draw.network", "bukan jaringan drand quicknet")
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
    top = Checked(parsed(content, "Benih"), "benih")
    seed = Seed(
        round=top.number("round", 1),
        signature=top.hexadecimal("signature"),
        randomness=top.hexadecimal("randomness"),
        digest=hashlib.sha256(content).hexdigest(),
    )
    top.done()
    if seed.round != inputs.beacon_round:
        raise wrong(
            "benih.round",
            f"{seed.round}, padahal masukan menetapkan putaran {inputs.beacon_round} sebelum penawaran ditutup",
            "seed_of_other_round",
        )
    check_round(seed.round, seed.signature, seed.randomness)
    return seed


def _check_terms(inputs: Inputs) -> None:
    if inputs.floor > inputs.ceiling:
        raise wrong("price", "harga terendah melebihi harga tertinggi")
    if inputs.order_ceiling < inputs.ceiling * inputs.lot:
        raise wrong(
            "lot", f"satu lot bernilai sampai Rp {inputs.ceiling * inputs.lot}, melebihi batas satu pesanan"
        )
    if round_time(inputs.beacon_round) <= inputs.closes_at:
        raise wrong(
            "draw.round",
            f"putaran {inputs.beacon_round} sudah ada saat penawaran ditutup; pilih putaran sesudahnya",
            "allocation_seed_known",
        )


def _check_makers(inputs: Inputs) -> None:
    scales = {scale for tier in inputs.tiers for scale in tier}
    seen: set[str] = set()
    for each in inputs.makers:
        if each.id in seen:
            raise wrong(f"pembuat {each.id}", "tercatat dua kali")
        if each.scale not in scales:
            raise wrong(f"pembuat {each.id}", f"skala {each.scale} tidak ada pada urutan skala")
        if not inputs.floor <= each.price <= inputs.ceiling:
            raise wrong(
                f"pembuat {each.id}",
                f"harga Rp {each.price} di luar rentang Rp {inputs.floor} sampai Rp {inputs.ceiling}",
                "allocation_price",
            )
        seen.add(each.id)


def _makers(value: Any) -> tuple[Maker, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_MAKERS:
        raise wrong("makers", f"harus daftar 1 sampai {MOST_MAKERS} pembuat")
    return tuple(_maker(Checked(each, f"makers[{place}]")) for place, each in enumerate(value))


def _maker(row: Checked) -> Maker:
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
        raise wrong("tiers", "harus daftar urutan skala usaha")
    tiers = tuple(
        Checked({"tier": each}, f"tiers[{place}]").names("tier") for place, each in enumerate(value)
    )
    scales = [scale for tier in tiers for scale in tier]
    if len(set(scales)) != len(scales):
        raise wrong("tiers", "menyebut satu skala dua kali")
    return tiers


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and _UTC.fullmatch(value):
        try:
            return datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise wrong("draw.closes_at", "bukan waktu UTC seperti 2026-11-30T10:00:00Z")

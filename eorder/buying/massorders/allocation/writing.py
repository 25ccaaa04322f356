"""The published outcome: canonical JSON that the standalone verifier compares byte by byte."""

from __future__ import annotations

from typing import Any

from eorder.buying.massorders.allocation.sharing import Outcome, Share, Step
from eorder.buying.massorders.allocation.terms import RULE, Inputs, Seed
from eorder.buying.massorders.allocation.water import Level
from eorder.foundation.canonical import canonical_text


def write_outcome(inputs: Inputs, seed: Seed, outcome: Outcome) -> bytes:
    """Write an outcome with its certificate; the same bytes for the same inputs and seed."""
    text = canonical_text(
        {
            "rule": RULE,
            "programme": inputs.programme,
            "round": inputs.round,
            "inputs_sha256": inputs.digest,
            "seed_sha256": seed.digest,
            "lots": outcome.lots,
            "remainder_pieces": outcome.remainder,
            "missing_lots": outcome.missing,
            "capacity_lots": outcome.capacity,
            "steps": [_step(each) for each in outcome.steps],
            "shares": [_share(each, inputs.lot) for each in outcome.shares],
        }
    )
    return f"{text}\n".encode()


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "lots": step.lots,
        "given": step.given,
        "level": _level(step.filled.level),
        "left": list(step.filled.left),
        "before_last_left": _level(step.filled.before) if step.filled.before else None,
    }


def _level(level: Level) -> dict[str, int]:
    return {"lots": level.lots, "extra": level.extra}


def _share(share: Share, lot: int) -> dict[str, Any]:
    return {
        "maker": share.maker,
        "lots": share.lots,
        "pieces": share.lots * lot,
        "orders": list(share.orders),
        "bound": share.bound.value,
        "step": share.step,
        "stands_in": share.stands_in,
    }

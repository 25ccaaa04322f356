"""The public randomness beacon whose round is the seed: drand's quicknet, verified offline."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from eorder.foundation.errors import InvalidValueError

NETWORK = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
"""Hash of the chain, drand quicknet, scheme `bls-unchained-g1-rfc9380`."""
PUBLIC_KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
"""When round 1 came; 1692803367 seconds of Unix time."""
PERIOD = timedelta(seconds=3)
SIGNATURE_BYTES = 48
_DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def round_time(number: int) -> datetime:
    """Tell when a round of the beacon is made."""
    return GENESIS + (number - 1) * PERIOD


def first_round_after(moment: datetime) -> int:
    """Give the first round that is made later than a moment."""
    return (moment - GENESIS) // PERIOD + 2 if moment >= GENESIS else 1


def check_round(number: int, signature: str, randomness: str) -> None:
    """Verify that the beacon signed a round, and that the randomness is the SHA-256 of the signature.

    Takes about a second: a pairing in pure Python.

    Raises:
        InvalidValueError: Either does not hold; codes `seed_not_signed` and `seed_not_of_signature`.
    """
    if not is_signed(number, signature):
        raise InvalidValueError(
            f"Tanda tangan putaran {number} tidak sah menurut kunci umum drand quicknet. Salin kembali putaran itu "
            "dari layanan drand.",
            code="seed_not_signed",
        )
    if hashlib.sha256(bytes.fromhex(signature)).hexdigest() != randomness:
        raise InvalidValueError(
            f"Keacakan putaran {number} bukan SHA-256 tanda tangannya. Salin kembali putaran itu dari layanan drand.",
            code="seed_not_of_signature",
        )


def is_signed(number: int, signature: str) -> bool:
    """Tell whether a signature is the beacon's own for a round (BLS12-381, hash to G1 by RFC 9380)."""
    with _own_recursion_limit():
        from py_ecc.bls.hash_to_curve import hash_to_G1
        from py_ecc.bls.point_compression import decompress_G1, decompress_G2
        from py_ecc.bls.typing import G1Compressed, G2Compressed
        from py_ecc.optimized_bls12_381 import (
            FQ12,
            G2,
            curve_order,
            final_exponentiate,
            is_inf,
            multiply,
            neg,
            pairing,
        )

    raw = bytes.fromhex(signature)
    if len(raw) != SIGNATURE_BYTES:
        return False
    try:
        signed = decompress_G1(G1Compressed(int.from_bytes(raw, "big")))
    except ValueError:
        return False
    if is_inf(signed) or not is_inf(multiply(signed, curve_order)):
        return False
    half, other = (int.from_bytes(each, "big") for each in (PUBLIC_KEY[:48], PUBLIC_KEY[48:]))
    key = decompress_G2(G2Compressed((half, other)))
    message = hashlib.sha256(number.to_bytes(8, "big")).digest()
    expected = hash_to_G1(message, _DOMAIN, hashlib.sha256)  # type: ignore[arg-type] # its hint names the result
    both = pairing(G2, neg(signed), final_exponentiate=False) * pairing(
        key, expected, final_exponentiate=False
    )
    return bool(final_exponentiate(both) == FQ12.one())


@contextmanager
def _own_recursion_limit() -> Iterator[None]:
    """Keep the process's recursion limit: py_ecc raises it for all, so that deep JSON would end the process."""
    limit = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)

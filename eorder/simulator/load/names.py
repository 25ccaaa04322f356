"""Names, identifiers and command ids of a simulated city: plainly fictional, reserved, and fixed by the seed."""

from __future__ import annotations

import hashlib
from uuid import UUID

from eorder.foundation.ids import CommandId

SEEDS = range(1, 100)
"""Each seed has numbers of its own, so that several cities fit into one database beside the demo's."""
EPOCH = 1_735_664_400_000
"""1 January 2025 in Jakarta, in milliseconds: the time part of the first keys."""
SETTING_UP = -1
FLOWERS = (
    "Mawar",
    "Melati",
    "Kenanga",
    "Anggrek",
    "Cempaka",
    "Dahlia",
    "Teratai",
    "Seroja",
    "Kamboja",
    "Soka",
)
WORDS = ("Makmur", "Jaya", "Lestari", "Abadi", "Sentosa", "Mandiri", "Bersama", "Berkah", "Rukun", "Maju")


def command_of(seed: int, what: str, purchase: int = SETTING_UP) -> CommandId:
    """Derive the id of a command from the seed, its purchase and what it does; a repeat has the same.

    The time part grows with the purchase, so that keys of later purchases come later in every index.
    """
    stamp = EPOCH + 1000 * (purchase + 1)
    digest = hashlib.sha256(f"eorder.load:{seed}:{purchase}:{what}".encode()).digest()
    raw = stamp.to_bytes(6, "big") + digest[:10]
    version, variant = bytes([0x70 | raw[6] & 0x0F]), bytes([0x80 | raw[8] & 0x3F])
    return CommandId(UUID(bytes=raw[:6] + version + raw[7:8] + variant + raw[9:]))


def nik_of(seed: int, number: int) -> str:
    """Make a NIK of region 99, which does not exist; the demo's have 9900, these 9901 to 9999."""
    return f"99{seed:02d}{number // 9999 + 1:02d}010180{number % 9999 + 1:04d}"


def nrk_of(seed: int, number: int) -> str:
    """Make an employee number of the range 9xxxxx."""
    return f"9{(seed - 1) * 1000 + number:05d}"


def nib_of(seed: int, number: int) -> str:
    """Make a NIB, 13 digits, beginning with 99."""
    return f"99{seed:02d}{number:09d}"


def body_npwp_of(seed: int, number: int) -> str:
    """Make the NPWP of a body whose registration number is nought, which no real one has."""
    return f"0000000000{seed:02d}{number:04d}"


def shop_name(number: int) -> str:
    """Name a seller so that nobody takes it for a real one."""
    return f"Toko Contoh {FLOWERS[number % 10]} {WORDS[number // 10 % 10]} {number:03d}"


def unit_name(number: int) -> str:
    """Name a unit so that nobody takes it for a real one."""
    return f"Dinas Contoh {FLOWERS[number % 10]} {number:03d}"

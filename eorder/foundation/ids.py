"""Identifiers made in the program: UUIDv7 keys and the command id that makes a repeat harmless."""

from __future__ import annotations

import hashlib
from typing import NewType
from uuid import UUID

import uuid_utils

from eorder.foundation.errors import InvalidValueError

CommandId = NewType("CommandId", UUID)


def new_id() -> UUID:
    """Make a UUIDv7: unique, and increasing with time so that indexes stay compact."""
    return UUID(int=uuid_utils.uuid7().int)


def new_command() -> CommandId:
    """Make the id that a form or client sends with one state-changing request."""
    return CommandId(new_id())


def read_command(text: str) -> CommandId:
    """Read a command id from a form or header.

    Raises:
        InvalidValueError: The text is not a UUID.
    """
    try:
        return CommandId(UUID(text))
    except (ValueError, AttributeError, TypeError):
        raise InvalidValueError(
            "Formulir ini tidak lengkap (nomor perintah hilang). Muat ulang halaman lalu kirim lagi.",
            code="invalid_command",
        ) from None


def derive_id(command: UUID, part: str) -> UUID:
    """Derive a stable id from a command, so that a repeat of it names the same record."""
    digest = hashlib.sha256(command.bytes + part.encode()).digest()
    return _stamped(digest[:16], 8)


def key_of(command: UUID) -> UUID:
    """Derive the key of the one record a command creates: it keeps the command's time, so keys stay ordered."""
    digest = hashlib.sha256(command.bytes).digest()
    return _stamped(command.bytes[:6] + digest[:10], 7)


def _stamped(raw: bytes, version: int) -> UUID:
    """Set version and variant bits (RFC 9562); the standard library knows versions 1 to 5 only."""
    return UUID(bytes=raw[:6] + bytes([version << 4 | raw[6] & 0x0F, raw[7], 0x80 | raw[8] & 0x3F]) + raw[9:])

"""What each paper says, as plain values whose canonical JSON is kept and whose digest is printed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from eorder.foundation.canonical import canonical_text, digest_of
from eorder.foundation.errors import InvalidValueError

# A stored paper is read back exactly: no unknown names, no text where a number belongs.
STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A unit or a business as the public may know it; there is no field for NIK, NPWP or an account."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    parent: str = ""
    address: str = ""
    kecamatan: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line: quantities in thousandths of the unit, money in whole rupiah without PPN.

    `quantity` is what the paper charges for (ordered, accepted or billed); `rejected` was handed back.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    unit: str
    quantity: int
    unit_price: int
    amount: int
    rejected: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        if min(self.quantity, self.rejected, self.unit_price, self.amount) < 0:
            raise InvalidValueError(f"Baris “{self.name}” memuat bilangan negatif.")
        if self.rejected and not self.reason:
            raise InvalidValueError(f"Baris “{self.name}” ditolak sebagian tanpa alasan.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed by an act in the system, in which office, and the moment of that act."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    role: str
    name: str
    office: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that the ordered food or drink is for."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    title: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What all papers share; money in whole rupiah, moments shown in `zone` (an IANA name).

    Raises:
        InvalidValueError: The lines do not sum to the subtotal, or subtotal and PPN not to the total.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    kind: ClassVar[str]

    number: str
    day: date
    zone: str
    unit: Party
    seller: Party
    rup_id: str
    package: str
    account_code: str
    account_name: str
    lines: tuple[PaperLine, ...]
    subtotal: int
    ppn: int
    total: int
    words: str
    signatures: tuple[Signature, ...]
    public_url: str
    meeting: Meeting | None = None

    def __post_init__(self) -> None:
        if sum(line.amount for line in self.lines) != self.subtotal:
            raise InvalidValueError(f"Jumlah baris dokumen {self.number} tidak sama dengan subtotalnya.")
        if self.ppn < 0 or self.subtotal + self.ppn != self.total:
            raise InvalidValueError(f"Subtotal dan PPN dokumen {self.number} tidak sama dengan totalnya.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPesanan(Paper):
    """The order as contract; the delivery window includes both ends.

    Legal source: Perpres 16/2018 art. 28 (surat pesanan for any e-purchasing).
    """

    kind: ClassVar[str] = "surat-pesanan"

    delivery_place: str
    deliver_from: datetime
    deliver_until: datetime
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bast(Paper):
    """The hand-over: counted quantities, accepted and rejected."""

    kind: ClassVar[str] = "bast"

    order_number: str
    order_day: date
    delivery_place: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kuitansi(Paper):
    """The receipt; `meterai_fee` in whole rupiah is 0 where no meterai is due.

    Legal source: UU 10/2020 (bea meterai above Rp 5,000,000).
    """

    kind: ClassVar[str] = "kuitansi"

    order_number: str
    order_day: date
    bast_number: str
    purpose: str
    meterai_fee: int = 0


KINDS: dict[str, type[Paper]] = {each.kind: each for each in (SuratPesanan, Bast, Kuitansi)}


def canonical(data: Paper) -> str:
    """Write the paper's data as canonical JSON, with its kind."""
    return canonical_text(_tagged(data))


def digest(data: Paper) -> str:
    """SHA-256 of `canonical(data)`, as 64 hex digits."""
    return digest_of(_tagged(data))


def from_json(kind: str, text: str) -> Paper:
    """Read back what `canonical` wrote.

    Raises:
        InvalidValueError: The kind is unknown, or the text is not the data of a paper of that kind.
    """
    if kind not in KINDS:
        raise InvalidValueError(f"Jenis dokumen “{kind}” tidak dikenal.")
    try:
        fields = json.loads(text)
        if not isinstance(fields, dict) or fields.pop("kind", None) != kind:
            raise InvalidValueError(f"Data ini bukan data dokumen berjenis “{kind}”.")
        return TypeAdapter(KINDS[kind]).validate_json(json.dumps(fields))
    except (json.JSONDecodeError, ValidationError) as error:
        raise InvalidValueError(f"Data dokumen berjenis “{kind}” tidak dapat dibaca.") from error


def _tagged(data: Paper) -> dict[str, Any]:
    return {"kind": data.kind, **asdict(data)}

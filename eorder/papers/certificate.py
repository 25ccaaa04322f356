"""What a certificate of curation says, and how it is laid out; its canonical JSON is kept and its digest printed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from eorder.foundation.canonical import canonical_text, digest_of
from eorder.foundation.errors import InvalidValueError
from eorder.foundation.wording import day_text
from eorder.papers.content import STRICT
from eorder.papers.sheet import DIGEST_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateScore:
    """Points of one criterion, of `most`."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    points: int
    most: int
    seen: str

    def __post_init__(self) -> None:
        if not 0 < self.points <= self.most:
            raise InvalidValueError(f"Nilai “{self.name}” di luar 1 sampai {self.most}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """A product's grade, valid through `valid_until` (inclusive); `total` in parts per 10,000 of all points.

    Raises:
        InvalidValueError: It has no points, or ends before it begins.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: str
    day: date
    government: str
    seller: str
    kecamatan: str
    product: str
    category: str
    grade: str
    total: int
    valid_until: date
    curator: str
    scores: tuple[CertificateScore, ...]
    public_url: str

    def __post_init__(self) -> None:
        if not self.scores or self.valid_until < self.day:
            raise InvalidValueError(f"Sertifikat {self.number} tanpa nilai, atau berakhir sebelum terbit.")


def canonical_certificate(content: CertificateContent) -> str:
    """Write the data of a certificate as canonical JSON."""
    return canonical_text(asdict(content))


def certificate_digest(content: CertificateContent) -> str:
    """SHA-256 of `canonical_certificate(content)`, as 64 hex digits."""
    return digest_of(asdict(content))


def certificate_from_json(text: str) -> CertificateContent:
    """Read back what `canonical_certificate` wrote.

    Raises:
        InvalidValueError: The text is not the data of a certificate.
    """
    try:
        return TypeAdapter(CertificateContent).validate_json(json.dumps(json.loads(text)))
    except (json.JSONDecodeError, ValidationError) as error:
        raise InvalidValueError("Data sertifikat kurasi tidak dapat dibaca.") from error


def certificate_sheet(content: CertificateContent) -> dict[str, Any]:
    """Lay out a certificate as texts, rows and pairs; the template adds nothing but form."""
    return {
        "number": content.number,
        "day": day_text(content.day),
        "date": [content.day.year, content.day.month, content.day.day],
        "government": content.government,
        "grade": content.grade,
        "total": f"{content.total // 100} dari 100",
        "until": day_text(content.valid_until),
        "facts": [
            ("Penjual", content.seller),
            ("Kecamatan", content.kecamatan),
            ("Kategori", content.category),
            ("Dinilai oleh", f"{content.curator}, kurator"),
        ],
        "product": content.product,
        "rows": [
            {"name": each.name, "points": f"{each.points} dari {each.most}", "seen": each.seen}
            for each in content.scores
        ],
        "digest": certificate_digest(content)[:DIGEST_SHOWN],
        "url": content.public_url,
    }

"""Make the certificate of a product once, and find it again afterwards."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from eorder.foundation.moments import day_in
from eorder.market.curation.marks import HIGHEST
from eorder.market.curation.queries import certificate_of, scores_of
from eorder.papers.actions.make_paper import MadePaper, paper_cache
from eorder.papers.certificate import (
    CertificateContent,
    CertificateScore,
    canonical_certificate,
    certificate_digest,
    certificate_from_json,
)
from eorder.papers.models import Certificate
from eorder.papers.render import render_certificate
from eorder.parties.workunits.models import Government
from eorder.records.documents.store import path_of, put


def make_certificate(number: str) -> MadePaper:
    """Make the certificate of a number, or give the one that was made before; the same data gives the same bytes.

    Raises:
        NotFoundError: No certificate has this number.
    """
    row = certificate_of(number)
    found = Certificate.objects.filter(grading_id=row["id"]).first() or _make(row)
    if not path_of(found.file_digest).exists():
        put(found.file_digest, render_certificate(certificate_from_json(found.data), cache=paper_cache()))
    content = path_of(found.file_digest).read_bytes()
    return MadePaper(found.number, found.data_digest, found.file_digest, content)


def _make(row: dict[str, Any]) -> Certificate:
    data = _content(row)
    content = render_certificate(data, cache=paper_cache())
    file_digest = hashlib.sha256(content).hexdigest()
    put(file_digest, content)
    certificate = Certificate(
        grading_id=row["id"], number=data.number, data=canonical_certificate(data),
        data_digest=certificate_digest(data), file_digest=file_digest,
    )  # fmt: skip
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
    except IntegrityError:  # somebody else made it at the same moment
        return Certificate.objects.get(grading_id=row["id"])
    return certificate


def _content(row: dict[str, Any]) -> CertificateContent:
    government_id: UUID = row["product__government_id"]
    graded_at: datetime = row["graded_at"]
    government = Government.objects.get(id=government_id)
    return CertificateContent(
        number=row["number"], day=day_in(government.time_zone, graded_at), government=government.name,
        seller=row["product__vendor__name"], kecamatan=row["product__vendor__region__name"],
        product=row["product__name"], category=row["product__category__name"], grade=row["grade"],
        total=row["total"], valid_until=row["valid_until"], curator=row["curator__name"],
        scores=tuple(
            CertificateScore(name=each["name"], points=each["points"], most=HIGHEST, seen=each["seen"])
            for each in scores_of(row["id"])
        ),
        public_url=f"{settings.EORDER_PUBLIC_URL}/kurasi/{row['number']}",
    )  # fmt: skip

"""The bytes of a document, as a download: for everybody when it is public, else for the parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import gettext as _

from eorder.buying.orders.queries.access import order_belonging
from eorder.buying.orders.rules import may_see as may_see_order
from eorder.buying.packages.queries import package_belonging
from eorder.buying.packages.rules import may_see as may_see_package
from eorder.foundation.errors import NotFoundError
from eorder.parties.banking.queries import find_change
from eorder.parties.banking.rules import may_see as may_see_change
from eorder.parties.claims.queries import find_claim
from eorder.parties.claims.rules import may_see as may_see_claim
from eorder.parties.identity.policy import PARTY, PUBLIC
from eorder.records.documents.queries import find_document
from eorder.records.documents.store import get
from eorder.web.pages import PageRequest, page
from eorder.web.public.downloads import download

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@page(PUBLIC)
def document(request: PageRequest, document_id: UUID) -> HttpResponse:
    """Send a document; at most 5 statements.

    Raises:
        NotFoundError: There is no such document, or this reader must not learn that there is.
    """
    found = find_document(document_id)
    if found is None or not (found["is_public"] or may_read(request, found["subject_id"])):
        raise NotFoundError(_("Dokumen ini tidak ada, atau tidak terbuka bagi Anda."))
    response = download(get(found["sha256"]), found["media_type"], name_of(found))
    if found["is_public"] and request.actor is None:
        patch_cache_control(response, public=True, max_age=3600)
    return response


def may_read(request: PageRequest, subject_id: UUID) -> bool:
    """Ask the rule of the package, meeting, order, change or claim that a private document belongs to; 4 statements."""
    actor = request.actor
    if actor is None:
        return False
    if PARTY.admits(actor, request.at):
        package = package_belonging(subject_id)
        if package is not None:
            return may_see_package(actor, package, request.at)
        order = order_belonging(subject_id)
        if order is not None:
            return may_see_order(actor, order, request.at)
    change = find_change(subject_id)
    if change is not None:
        return bool(may_see_change(actor, change, request.at))
    claim = find_claim(subject_id)
    return claim is not None and bool(may_see_claim(actor, claim, request.at))


def name_of(found: dict[str, Any]) -> str:
    """Name the file by its title, never by what the sender called it."""
    return f"{slugify(found['title']) or 'dokumen'}.{ENDINGS.get(found['media_type'], 'bin')}"

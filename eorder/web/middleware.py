"""Turn expected errors into pages with their sentence, code and status; the unexpected surface as 500."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from eorder.foundation.browsers import KEPT_BY_NOBODY
from eorder.foundation.errors import BusyError, EorderError, UnreachableError
from eorder.parties.identity.refusals import note_refusal
from eorder.records.contention import busy, unreachable
from eorder.web.pages import PageRequest, show
from eorder.web.told import told

PAGES = frozenset({400, 403, 404, 409, 413, 422, 429, 500, 503})
RETRY_AFTER = "10"  # seconds
FOR_PROGRAMS = ("/api/", "/ocds/")


class ErrorPages:
    """Answers every `EorderError` in one place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an expected error; leave the others to Django."""
        error = busy(exception) if isinstance(exception, OperationalError) else exception
        if not isinstance(error, EorderError) and request.path.startswith(FOR_PROGRAMS):
            error = unreachable(exception)  # people get the page of a failure, which needs no database
            if error:
                logging.getLogger(__name__).error("the database is gone", exc_info=exception)
        if not isinstance(error, EorderError):
            return None
        actor = getattr(request, "actor", None)
        if actor is not None:
            note_refusal(request, actor.account_id, error)
        return error_page(request, error)


def error_page(request: HttpRequest, error: EorderError) -> HttpResponse:
    """Show what is wrong and what to do, as a page or, for programs, as JSON; nobody keeps a copy."""
    response = _shown(request, error)
    response["Cache-Control"] = KEPT_BY_NOBODY
    if isinstance(error, BusyError | UnreachableError):
        response["Retry-After"] = RETRY_AFTER
    return response


def _shown(request: HttpRequest, error: EorderError) -> HttpResponse:
    if request.path.startswith(FOR_PROGRAMS):
        answer = {"code": error.code, "sentence": error.sentence, "problems": {}}
        return JsonResponse(answer, status=error.status)
    status = error.status if error.status in PAGES else 400
    context = {"sentence": told(error.sentence), "code": error.code}
    return show(cast("PageRequest", request), f"errors/{status}.jinja", context, status=error.status)

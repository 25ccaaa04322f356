"""Refuse what no page can use before anything reads it: bodies without size or too large, and the NUL character."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from eorder.foundation.errors import EorderError
from eorder.foundation.sizes import largest_body
from eorder.web.middleware import error_page

LONGEST_SIZE = 15  # digits
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class TooLargeError(EorderError):
    """The request carries more than any of our forms."""

    code = "too_large"
    status = 413


class FirstLook:
    """Looks at every request before the views, the sessions and the check of forms do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or say what is wrong with it."""
        error = _size_problem(request) or _text_problem(request)
        return error_page(request, error) if error else self.get_response(request)


def _size_problem(request: HttpRequest) -> EorderError | None:
    if "Transfer-Encoding" in request.headers:
        return TooLargeError(_("Kiriman ini tidak menyebut ukurannya. Kirim lagi dengan peramban biasa."))
    size = request.META.get("CONTENT_LENGTH") or "0"
    if (
        not size.isdigit()
        or len(size) > LONGEST_SIZE
        or int(size) > largest_body(request.headers.get("Cookie", ""))
    ):
        return TooLargeError(
            _("Kiriman ini terlalu besar. Setiap berkas paling besar 5 MB; perkecil, masuk, lalu kirim lagi.")
        )
    return None


def _text_problem(request: HttpRequest) -> EorderError | None:
    """Find the character that no text of ours has and the database refuses (U+0000)."""
    if any("\x00" in text for text in _texts(request)):
        return EorderError(
            _("Kiriman ini berisi tanda yang bukan huruf. Ketik ulang isinya."), code="bad_request"
        )
    return None


def _texts(request: HttpRequest) -> Iterable[str]:
    yield request.path_info
    yield from request.GET
    yield from (text for texts in dict(request.GET).values() for text in texts)
    if request.method not in WITH_BODY:
        return
    if request.path_info.startswith("/api/"):
        yield "\x00" if b"\\u0000" in request.body else ""
        return
    yield from request.POST
    yield from (text for texts in dict(request.POST).values() for text in texts)

"""What Django shows when a request fails outside the acts: one page per status, JSON for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eorder.foundation.errors import EorderError, NotAllowedError, NotFoundError
from eorder.web.failures import number_of
from eorder.web.middleware import FOR_PROGRAMS, error_page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    """Answer what cannot be read."""
    return error_page(
        request, EorderError(_("Isi permintaan tidak lengkap atau rusak di jalan."), code="bad_request")
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    """Answer what this account may not do."""
    return error_page(
        request, NotAllowedError(_("Halaman atau tindakan ini bukan wewenang akun yang sedang dipakai."))
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    """Answer an address that is not there."""
    return error_page(request, NotFoundError(_("Alamat ini tidak ada, atau tidak terbuka bagi Anda.")))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    """Answer a form whose secret does not fit the cookie any more."""
    sentence = _("Formulir ini sudah terlalu lama terbuka. Muat ulang halamannya lalu kirim lagi.")
    return error_page(request, NotAllowedError(sentence, code="stale_form"))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer an unexpected failure by its number, with nothing that could fail once more: no account, no database."""
    number = number_of(request)
    if request.path_info.startswith(FOR_PROGRAMS):
        sentence = f"Ada kesalahan di pihak kami. Coba lagi sebentar lagi, atau sampaikan nomor {number}."
        return JsonResponse({"code": "broken", "sentence": sentence, "problems": {}}, status=500)
    return render(request, "errors/500.jinja", {"code": number}, status=500)

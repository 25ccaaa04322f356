"""Sign in by e-mail or NRK and password; after five wrong passwords the account rests for a while."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from eorder.foundation.browsers import KEPT_BY_NOBODY
from eorder.foundation.errors import InvalidFormError
from eorder.parties.identity.policy import PUBLIC
from eorder.parties.identity.sessions import open_session
from eorder.parties.identity.sign_in import LONGEST_PASSWORD, is_being_guessed
from eorder.web.formats import ZONE_NAME, jam
from eorder.web.pages import SEE_OTHER, PageRequest, page, show
from eorder.web.proxies import address_of
from eorder.web.reading import FormReader

LONGEST_NAME = 254
TOO_MANY = 429
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@page(PUBLIC, "GET", "POST")
def sign_in(request: PageRequest) -> HttpResponse:
    """Show the form, or check it and go on to where the person wanted to go."""
    if request.method == "POST":
        return _try(request)
    if request.actor is not None:
        return _go_on(request)
    return _form(request, {})


def _try(request: PageRequest) -> HttpResponse:
    reader = FormReader(request)
    name = reader.text("username", required=_("Isi surel atau NRK Anda."), most=LONGEST_NAME)
    password = request.POST.get("password", "")
    if not password or len(password) > LONGEST_PASSWORD:
        reader.problems["password"] = _("Isi kata sandi Anda.")
    try:
        reader.done()
    except InvalidFormError as error:
        return _form(request, error.problems, error.status)
    if is_being_guessed(name.lower(), address_of(request), request.at):
        return _locked(request)
    account = authenticate(request, username=name.lower(), password=password)
    if getattr(request, "axes_locked_out", False):
        return _locked(request)
    if account is None:
        sentence = _("Surel atau NRK dan kata sandi ini tidak cocok. Periksa keduanya lalu coba lagi.")
        return _form(request, {"username": sentence}, InvalidFormError.status)
    open_session(request, account)
    return _go_on(request)


def _locked(request: PageRequest) -> HttpResponse:
    request.axes_locked_out = False  # type: ignore[attr-defined]  # answered here, not by the library's own page
    rest: timedelta = settings.AXES_COOLOFF_TIME
    words = {"minutes": int(rest.total_seconds() // 60), "until": jam(request.at + rest), "zone": ZONE_NAME}
    sentence = _(
        "Terlalu banyak kata sandi salah. Masuk dengan nama ini ditutup %(minutes)s menit, sampai pukul "
        "%(until)s %(zone)s; mencoba lagi sebelum itu memperpanjangnya."
    )
    response = _form(request, {"": sentence % words}, TOO_MANY)
    response["Retry-After"] = str(int(rest.total_seconds()))
    return response


def _form(request: PageRequest, problems: dict[str, str], status: int = 200) -> HttpResponse:
    context = {
        "problems": problems,
        "username": request.POST.get("username", "")[:LONGEST_NAME],
        "next": wanted_page(request),
        "is_demo": urlsplit(settings.EORDER_PUBLIC_URL).hostname in LOCAL_HOSTS,
    }
    response = show(request, "public/sign_in.jinja", context, status)
    response["Cache-Control"] = KEPT_BY_NOBODY
    return response


def _go_on(request: PageRequest) -> HttpResponse:
    response = HttpResponseRedirect(wanted_page(request) or reverse("inbox"))
    response.status_code = SEE_OTHER
    return response


def wanted_page(request: PageRequest) -> str:
    """Read where the person wanted to go; an address of another site counts as none."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    )
    return wanted if is_local else ""

"""What every page shares: its policy, who is asking, the frame around it, and how an act is sent."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render as render_template
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from eorder.foundation.browsers import KEPT_BY_NOBODY
from eorder.foundation.errors import EorderError, InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, new_command, read_command
from eorder.parties.actors import signed_in_actor
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import CURATOR, DECIDER, OFFICIAL, PARTY, VENDOR, Policy
from eorder.parties.identity.refusals import note_refusal
from eorder.web.reading import TypedError
from eorder.web.told import told, told_all

type_view = Callable[..., HttpResponse]
SEE_OTHER = 303
READING = frozenset({"GET", "HEAD"})
SECONDS = 60
"""How long browsers and proxies may show a public page without asking."""


class PageRequest(HttpRequest):
    """A request whose asker is known."""

    actor: Actor | None
    at: datetime


def page(policy: Policy, *methods: str, is_same_for_all: bool = False) -> Callable[[type_view], type_view]:
    """Declare a page: who may open it and by which methods (GET and HEAD when none is named).

    Somebody who is not signed in is sent to sign in; somebody the policy does not admit gets 404, because
    the page is not there for them.

    Args:
        policy: Who may open it.
        methods: How.
        is_same_for_all: It never asks who is asking, and says itself how long it may be kept; only for what is public.
    """
    allowed = methods or ("GET",)
    answered = {*allowed, "HEAD"} if "GET" in allowed else {*allowed}

    def wrap(view: type_view) -> type_view:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in answered:
                return HttpResponseNotAllowed(sorted(answered))
            asked = cast("PageRequest", request)
            asked.at = timezone.now()
            asked.actor = None if is_same_for_all else actor_of(request)
            if not policy.is_public:
                if asked.actor is None:
                    return HttpResponseRedirect(f"{reverse('sign_in')}?next={request.path}")
                if not policy.admits(asked.actor, asked.at):
                    raise NotFoundError(_("Halaman ini tidak ada."))
            response = view(asked, *args, **kwargs)
            if not is_same_for_all:
                _say_who_keeps(asked, response, is_public=policy.is_public)
            return response

        run.policy = policy  # type: ignore[attr-defined]  # read by the tests and the public table of access
        run.methods = allowed  # type: ignore[attr-defined]  # likewise
        return run

    return wrap


def _say_who_keeps(request: PageRequest, response: HttpResponse, *, is_public: bool) -> None:
    """Let browsers and proxies show what is public again for a while, to those without a session."""
    if not is_public or request.actor is not None:
        response["Cache-Control"] = KEPT_BY_NOBODY
        return
    if response.status_code != HTTPStatus.OK or request.method not in READING:
        return
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=SECONDS)
    patch_vary_headers(response, ["Cookie"])


def actor_of(request: HttpRequest) -> Actor | None:
    """Find who is signed in; 1 statement for a session, none without its cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return signed_in_actor(request)


def show(request: PageRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page inside the frame of its reader."""
    return render_template(request, template, {**frame(request), **context}, status=status)


def frame(request: PageRequest) -> dict[str, Any]:
    """Navigation and account menu for the reader at hand."""
    actor = getattr(request, "actor", None)
    entries = [(_("Pembelian"), "purchases"), (_("Katalog"), "catalogue")]
    if actor is not None:
        entries = [(_("Tugas saya"), "inbox"), *entries_of(actor, request.at), *entries]
    addresses = [(label, reverse(name)) for label, name in entries]
    nearest = max((each for _label, each in addresses if _standing(request.path, each)), key=len, default="")
    return {
        "nav": [
            (label, each, _standing(request.path, each) if each == nearest else "")
            for label, each in addresses
        ],
        "actor": actor,
        "role": ", ".join(sorted(role_word(role) for role in actor.roles(request.at))) if actor else "",
        "sign_in_url": reverse("sign_in"),
        "sign_out_url": reverse("sign_out"),
        "password_url": reverse("change_password"),
        "at": getattr(request, "at", None),
    }


def _standing(path: str, entry: str) -> str:
    """Tell whether the reader stands on an entry's page ("page"), below it ("true"), or elsewhere ("")."""
    if path == entry:
        return "page"
    return "true" if path.startswith(f"{entry}/") else ""


def entries_of(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """Navigation entries for the pages that their policies open to a person now."""
    entries = [
        (_("Paket"), "packages", OFFICIAL),
        (_("Pesanan"), "orders", PARTY),
        (_("Usaha saya"), "my_business", VENDOR),
        (_("Produk saya"), "my_products", VENDOR),
        (_("Pendaftaran"), "applications", CURATOR),
        (_("Sanksi"), "sanction_desk", DECIDER),
    ]
    return [(label, name) for label, name, policy in entries if policy.admits(actor, at)]


def role_word(role: str) -> str:
    """Name a role for people."""
    words = {
        "pa": "PA",
        "kpa": "KPA",
        "ppk": "PPK",
        "pptk": "PPTK",
        "pejabat_pengadaan": _("Pejabat Pengadaan"),
        "bendahara": _("Bendahara"),
        "bendahara_pembantu": _("Bendahara pembantu"),
        "curator": _("Kurator"),
        "auditor": _("Auditor"),
        "admin": _("Administrator"),
        "vendor": _("Penjual"),
        "applicant": _("Pendaftar"),
        "clock": _("Tenggat"),
        "installer": _("Penyiapan sistem"),
    }
    return str(words.get(role, role))


def send_act(
    request: PageRequest,
    perform: Callable[[CommandId], object],
    *,
    then: str,
    again: Callable[[dict[str, str], CommandId, int], HttpResponse],
) -> HttpResponse:
    """Carry out an act that a form asks for, and go on; or show the form again with what is wrong.

    Args:
        request: The POST.
        perform: Parses the form and calls the action with the form's command id.
        then: Address to go to afterwards.
        again: Shows the form with problems by field, the same command id, and a status.
    """
    command = read_command(request.POST.get("command", ""))
    try:
        perform(command)
    except NotFoundError:
        raise
    except TypedError as error:
        return again(error.problems, command, error.status)
    except InvalidFormError as error:
        return again(told_all(error.problems), command, error.status)
    except EorderError as error:
        note_refusal(request, request.actor and request.actor.account_id, error)
        return again({"": told(error.sentence)}, command, error.status)
    response = HttpResponseRedirect(then)
    response.status_code = SEE_OTHER
    return response


def fresh_command() -> CommandId:
    """Make the command id of a form that is shown for the first time."""
    return new_command()

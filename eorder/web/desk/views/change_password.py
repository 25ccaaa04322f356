"""Change one's own password: the present one is asked for, and guessing it is limited as at the sign-in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import EorderError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actions.change_password import change_password as change
from eorder.parties.identity.policy import SIGNED_IN
from eorder.parties.identity.sessions import go_on_with_new_password
from eorder.parties.identity.sign_in import LONGEST_PASSWORD, is_locked_out
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader


class RestingError(EorderError):
    """Too many wrong passwords were typed."""

    code = "too_many_guesses"
    status = 429


@page(SIGNED_IN, "GET", "POST")
def change_password(request: PageRequest) -> HttpResponse:
    """Show the form, or change the password and go on with this session alone."""

    def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        return show(request, "desk/change_password.jinja", {"problems": problems, "command": command}, status)

    if request.method != "POST":
        done = _("Kata sandi diganti. Sesi di peramban lain sudah berakhir.")
        context = {
            "problems": {},
            "command": fresh_command(),
            "done": done if "selesai" in request.GET else "",
        }
        return show(request, "desk/change_password.jinja", context)
    return send_act(
        request,
        lambda command: _perform(request, command),
        then=f"{reverse('change_password')}?selesai=ya",
        again=again,
    )


def _perform(request: PageRequest, command: CommandId) -> None:
    by, form = asker(request), FormReader(request)
    present = form.secret("present", _("Isi kata sandi sekarang."), most=LONGEST_PASSWORD)
    wanted = form.secret("wanted", _("Isi kata sandi baru."), most=LONGEST_PASSWORD)
    again = form.secret("again", _("Ketik kata sandi baru sekali lagi."), most=LONGEST_PASSWORD)
    if again and wanted != again:
        form.problems["again"] = _("Kedua kata sandi baru tidak sama. Ketik sekali lagi.")
    form.done()
    if is_locked_out(request, by.account_id, present):
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        raise RestingError(
            _("Terlalu banyak kata sandi salah. Coba lagi setelah %(minutes)s menit.") % {"minutes": minutes}
        )
    change(account_id=by.account_id, present=present, wanted=wanted, by=by, at=request.at, command=command)
    go_on_with_new_password(request)

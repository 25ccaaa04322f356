"""What every act page on a package shares: who may see it, its frame, and how its form is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.packages import rules
from eorder.buying.packages.queries import find_package
from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.verdict import Verdict
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, send_act, show
from eorder.web.words import package_tag

if TYPE_CHECKING:
    from eorder.buying.packages.queries import LoadedPackage


@dataclass(frozen=True, slots=True)
class PackageAct:
    """One act page: its words, what the rule says, and what its own template needs.

    Attributes:
        title: Heading.
        button: The one button.
        consequence: What will happen, in a sentence.
        verdict: The rule's answer; a refusal leaves the form out.
        template: Template with the fields of the form.
        checks: What was looked at, as (mark, title, text).
        more: Further values for the template.
        is_danger: The act cannot be taken back.
        can_send: False when the form lacks something that only others can give.
    """

    title: str
    button: str
    consequence: str
    verdict: Verdict
    template: str = "buyer/package_step.jinja"
    checks: Sequence[tuple[str, str, str]] = ()
    more: dict[str, Any] = field(default_factory=dict)
    is_danger: bool = False
    can_send: bool = True


def visible_package(request: PageRequest, package_id: UUID) -> LoadedPackage:
    """Load a package that the asker works with; 1 statement.

    Raises:
        NotFoundError: There is none, or it is another unit's.
    """
    package = find_package(package_id)
    if not rules.may_see(asker(request), package, request.at):
        raise NotFoundError(_("Paket ini tidak ada."))
    return package


def answer(
    request: PageRequest,
    package: LoadedPackage,
    describe: Callable[[], PackageAct],
    perform: Callable[[CommandId], object],
) -> HttpResponse:
    """Show the act's page; on POST carry it out and go back to the package, or show what is wrong."""

    def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        return show_act(request, package, describe(), command, problems, status)

    if request.method != "POST":
        return again({}, fresh_command(), 200)
    return send_act(request, perform, then=reverse("package", args=[package.id]), again=again)


def show_act(
    request: PageRequest,
    package: LoadedPackage,
    act: PackageAct,
    command: CommandId,
    problems: dict[str, str],
    status: int,
) -> HttpResponse:
    """Render an act page with what was typed before."""
    context = {
        "package": package,
        "tag": package_tag(package.state),
        "left": package.ceiling - package.ordered,
        "act": act,
        "command": command,
        "problems": problems,
        "typed": request.POST,
        **act.more,
    }
    return show(request, act.template, context, status)

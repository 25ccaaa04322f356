"""The page of one act on an order: what it is, its checks, its questions, its consequence and one button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from eorder.buying.orders import rules
from eorder.foundation.errors import EorderError, InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import LONGEST_REASON
from eorder.foundation.verdict import Verdict
from eorder.parties.identity.policy import Policy
from eorder.records.documents.intake import InvalidFileError
from eorder.web.desk.seeing import Ground, asker, order_seen
from eorder.web.order_steps import words_by_page
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, TypedError, typed
from eorder.web.told import told


@dataclass(frozen=True, slots=True)
class Question:
    """One field of an act page; the names are those of the component `field`."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, ...], ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=lambda: {"required": True})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an act page says, in the language of the reader.

    Attributes:
        title: What is about to be done.
        amount: The one figure of the page, in whole rupiah.
        button: The verb on the button.
        consequence: What will happen, in a sentence.
        questions: Fields in the order asked.
        checks: (kind, title, text) as the component `checks` takes them.
        beside: Links (label, address) beside the button.
        is_ending: The act ends the order.
        more: What a template of its own needs.
    """

    title: str
    amount: int
    button: str
    consequence: str
    questions: tuple[Question, ...] = ()
    checks: tuple[tuple[str, str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    is_ending: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


Perform = Callable[..., object]
"""Reads the form and calls the one action: takes the form and the ground, and sends `order_id`, `by`, `at` and
`command` on."""


@dataclass(frozen=True, slots=True)
class OrderAct:
    """One act on an order, declared once.

    Attributes:
        name: Name of its address.
        step: Row of the table of steps that allows it.
        policy: Who may open the page.
        write: Writes the page; gets what was typed when the form is shown again.
        perform: Reads the form and calls the action.
        template: Page of its own, where the common one is not enough.
        upload: Field of the file it asks for; a refused file is told there.
        blames: Field by code of a refusal, so that the sentence stands where it is mended.
        may: The rule, where it is not simply the step.
    """

    name: str
    step: str
    policy: Policy
    write: Callable[[Ground, Mapping[str, str]], Sheet]
    perform: Perform
    template: str = "desk/act.jinja"
    upload: str = ""
    blames: Mapping[str, str] = field(default_factory=dict)
    may: Callable[[Ground], Verdict] | None = None

    def verdict(self, ground: Ground) -> Verdict:
        """Ask the rule whether this person may do this now."""
        if self.may:
            return self.may(ground)
        return rules.may_take_step(ground.actor, ground.order, self.step, ground.at)


def route(address: str, act: OrderAct) -> URLPattern:
    """Give an act its address below the order's."""
    return path(f"kerja/pesanan/<uuid:order_id>/{address}", act_view(act), name=act.name)


def act_view(act: OrderAct) -> Callable[..., HttpResponse]:
    """Make the view of an act: shows the page, sends the form, shows it again when something is wrong."""

    @page(act.policy, "GET", "POST")
    def view(request: PageRequest, order_id: UUID) -> HttpResponse:
        ground = order_seen(request, order_id)
        if request.method != "POST":
            return _shown(request, act, ground, fresh_command())

        def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
            return _shown(request, act, order_seen(request, order_id), command, problems, status)

        return send_act(
            request,
            lambda command: _performed(act, request, ground, command),
            then=reverse("order", kwargs={"order_id": order_id}) + f"?baru={act.name}",
            again=again,
        )

    return view


def _performed(act: OrderAct, request: PageRequest, ground: Ground, command: CommandId) -> object:
    sent = {"order_id": ground.order.id, "by": asker(request), "at": request.at, "command": command}
    try:
        return act.perform(FormReader(request), ground, **sent)
    except InvalidFormError:
        raise
    except EorderError as error:
        place = act.upload if isinstance(error, InvalidFileError) else act.blames.get(error.code, "")
        if not place:
            raise
        refused = TypedError({place: told(error.sentence)})
        refused.status = error.status
        raise refused from error


def _shown(
    request: PageRequest,
    act: OrderAct,
    ground: Ground,
    command: CommandId,
    problems: Mapping[str, str] | None = None,
    status: int = 0,
) -> HttpResponse:
    verdict = act.verdict(ground)
    answers = typed(request)
    context = {
        "facts": ground.facts,
        "sheet": act.write(ground, answers) if verdict else None,
        "name": words_by_page()[act.name].verb,
        "refusal": told(verdict.refusal),
        "problems": dict(problems or {}),
        "typed": answers,
        "command": command,
        "order_url": reverse("order", kwargs={"order_id": ground.order.id}),
    }
    return show(request, act.template, context, status or (200 if verdict else verdict.status))


def without_questions(action: Callable[..., UUID]) -> Perform:
    """Perform an act that asks nothing."""

    def perform(_form: FormReader, _ground: Ground, **sent: Any) -> object:
        return action(**sent)

    return perform


def with_reason(action: Callable[..., UUID]) -> Perform:
    """Perform an act that asks for a reason only; the action's rule says what a reason is."""

    def perform(form: FormReader, _ground: Ground, **sent: Any) -> object:
        return action(reason=form.text("reason"), **sent)

    return perform


REASON_BLAMES = {"reason_missing": "reason", "reason_too_long": "reason"}


def reason_question(hint: str) -> Question:
    """Ask for the reason of an act; it is public."""
    return Question(
        "reason",
        _("Alasan"),
        "textarea",
        hint=hint,
        attrs={"required": True, "maxlength": LONGEST_REASON},
    )

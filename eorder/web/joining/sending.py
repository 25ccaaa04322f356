"""Send a form of joining, and remember the stable code of each refusal beside its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from eorder.foundation.errors import EorderError
from eorder.foundation.ids import CommandId
from eorder.market.catalogue.category_queries import categories_to_join
from eorder.parties.joining.refusals import REMEDIES, StepError
from eorder.parties.joining.typed import Selling
from eorder.web.pages import PageRequest, fresh_command, send_act, show


def shown_form(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    perform: Callable[[CommandId], object] | None,
    then: str = "",
) -> HttpResponse:
    """Show a form, or send it and go on, or show it again with sentences, codes and ways to mend.

    Args:
        request: GET or POST.
        template: The page; it gets `problems`, `codes`, `remedies` and `command` beside the context.
        context: What else it needs.
        perform: Calls the action; None to show the form for the first time.
        then: Where to go afterwards.
    """
    codes: dict[str, str] = {}

    def again(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        more = {"problems": problems, "codes": codes, "remedies": REMEDIES, "command": command}
        return show(request, template, {**context, **more}, status)

    def coded(command: CommandId) -> object:
        try:
            return perform(command) if perform else None
        except StepError as error:
            codes.update(error.codes)
            raise
        except EorderError as error:
            codes[""] = error.code
            raise

    if perform is None:
        return again({}, fresh_command(), 200)
    return send_act(request, coded, then=then, again=again)


def sellings() -> dict[str, Selling]:
    """Give what can be sold here, by code and in order of names; 1 statement."""
    return {
        row["code"]: Selling(row["code"], row["name"], row["name_en"] or "", row["kbli"], row["is_food"])
        for row in categories_to_join()
    }

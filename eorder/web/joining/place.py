"""Whose marketplace somebody joins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eorder.parties.joining.queries import government_joined, governments
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest

Application = Any
"""The row of an application as its query loads it; pages read it and hand it to the rules."""


def place_joined(request: PageRequest, application: Application | None) -> tuple[UUID, list[dict[str, Any]]]:
    """Give whose marketplace is joined, and the choice where it is not known yet."""
    if application is not None:
        return application.government_id, []
    joined, places = government_joined(asker(request).account_id), governments()
    if joined is not None or len(places) == 1:
        return joined or places[0]["id"], []
    chosen = {str(each["id"]): each["id"] for each in places}
    return chosen.get(request.POST.get("government", ""), UUID(int=0)), places

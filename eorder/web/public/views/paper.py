"""A paper of a purchase as PDF/A, made when it is first opened."""

from __future__ import annotations

from django.http import HttpResponse

from eorder.buying.orders.queries.story import story_keys
from eorder.papers.actions.make_paper import make_paper
from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import PageRequest, page
from eorder.web.public.downloads import download


@page(PUBLIC)
def paper(request: PageRequest, number: str, kind: str) -> HttpResponse:  # noqa: ARG001 (every view takes one)
    """Send the paper; its bytes never change once it was made.

    Raises:
        NotFoundError: There is no such purchase or paper, or the purchase has not come that far.
    """
    made = make_paper(story_keys(number).order_id, kind)
    response = download(made.content, "application/pdf", f"{number}-{kind}.pdf", inline=True)
    response["ETag"] = f'"{made.file_digest}"'
    return response

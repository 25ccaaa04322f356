"""Sign out: the session ends on the server, not only in the browser."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from eorder.parties.identity.policy import PUBLIC
from eorder.web.pages import SEE_OTHER, PageRequest, page


@page(PUBLIC, "POST")
def sign_out(request: PageRequest) -> HttpResponse:
    """End the session and go to the front page; the browser forgets what it showed. A HEAD request ends nothing."""
    if request.method == "POST":
        logout(request)
    response = HttpResponseRedirect(reverse("home"))
    response.status_code = SEE_OTHER
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

"""Read pages as people do: their words, and the hidden id of a form's act."""

import re
from html import unescape

from tests.web.buyer.conftest import tomorrow


def command_of(page):
    """The command id of the page's form."""
    return re.findall(r'name="command" value="([0-9a-f-]{36})"', page.content.decode())[-1]


def text_of(page):
    """The words of a page, on one line, with plain spaces."""
    words = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(unescape(words).split())


def order_fields(quantities, meeting_id=None, *, day=None):
    """What the order form of a seller asks for."""
    window = day or tomorrow(12)
    fields = {"tanggal": f"{window:%Y-%m-%d}", "dari": "11:00", "sampai": "12:00"}
    if meeting_id:
        fields["rapat"] = str(meeting_id)
    return {**fields, **{f"jumlah-{product}": amount for product, amount in quantities.items()}}

"""Letters to people: plain text, one per event and reader, recognisable when sent twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

TEMPLATE = "email/base.txt.jinja"


def send_letter(event_id: UUID, subject: str, readers: Iterable[str], context: dict[str, Any]) -> int:
    """Send one letter to each reader; the Message-ID is made of event and reader, so a repeat is recognised.

    Returns:
        How many letters were handed to the mail system.
    """
    text = render_to_string(TEMPLATE, {"name": "Bapak/Ibu", **context})
    sent = 0
    for index, reader in enumerate(sorted(set(readers))):
        headers = {"Message-ID": f"<{event_id}.{index}@e-order>"}
        sent += EmailMessage(subject, text, to=[reader], headers=headers).send()
    return sent

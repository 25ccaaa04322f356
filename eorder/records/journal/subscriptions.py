"""Who wants to hear of which events: higher apps subscribe, and hear of each after its commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Listener = Callable[[dict[str, Any]], None]
_LISTENERS: dict[str, list[Listener]] = {}


def subscribe(prefix: str, listener: Listener) -> None:
    """Let a listener hear of every event whose name starts with a prefix, such as `order.`.

    The listener gets the event as `journal.queries.event_with_facts` gives it, and must be safe to repeat.
    """
    known = _LISTENERS.setdefault(prefix, [])
    if listener not in known:
        known.append(listener)


def listeners_of(name: str) -> list[Listener]:
    """List who listens to an event of this name."""
    return [each for prefix, listeners in _LISTENERS.items() if name.startswith(prefix) for each in listeners]

"""How long a new product or a raised price waits before it can be ordered, and from when on that is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from eorder.law import book


def cooling_hours(day: date) -> int:
    """Hours to wait after a price rose on a day.

    Legal source: parameter `new_price_cooling_time`; a setting of this design, no article.
    """
    return book.parameter("new_price_cooling_time").on(day).amount


def risen_at(prices: Sequence[Mapping[str, Any]]) -> datetime:
    """Since when a product has cost at least what it costs now; the database says the same (`catalogue_risen_at`).

    Args:
        prices: Its published prices, latest first, as `prices_of` gives them; at least one.
    """
    since: datetime = prices[0]["published_at"]
    for each in prices:
        if each["amount"] < prices[0]["amount"]:
            break
        since = min(since, each["published_at"])
    return since


def orderable_at(prices: Sequence[Mapping[str, Any]], day: date) -> datetime:
    """When the latest of some published prices can be ordered, by the rule of a day."""
    return risen_at(prices) + timedelta(hours=cooling_hours(day))

"""What the log leaves out: the values that the database names when it refuses a row."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

VALUES = re.compile(
    r"\n(?:DETAIL|CONTEXT|HINT):.*?(?=\n\nThe above exception was|\n\nDuring handling of|\Z)", re.DOTALL
)
"""From the first word of the details on to the next exception of the trace: a value may have any number of lines."""


def without_values(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep which constraint refused and where in the program, without the row (a processor of structlog)."""
    for name in ("event", "exception"):
        if isinstance(line.get(name), str):
            line[name] = VALUES.sub("", line[name])
    return line

"""Steps between states, as a table that gives the rule, the drawing and the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eorder.foundation.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Step:
    """One act: the states it may start from, the state it ends in, and the role that may take it.

    Attributes:
        sources: States the record may be in; empty for the act that creates it.
        target: State the record is in afterwards.
        by: Role codes that may take the step; `clock` for a step that a deadline takes.
        event: Name of the journal event that tells of the step.
    """

    sources: frozenset[StrEnum]
    target: StrEnum
    by: frozenset[str]
    event: str


def step(sources: set[StrEnum], target: StrEnum, *by: str, event: str) -> Step:
    """Write one row of a table of steps."""
    return Step(frozenset(sources), target, frozenset(by), event)


def may_take(steps: Mapping[str, Step], name: str, state: str, sentence: str) -> Verdict:
    """Allow a step from the present state, or refuse with the given sentence (409)."""
    return ALLOWED if state in steps[name].sources else refused(sentence, "wrong_state", 409)


def draw(title: str, steps: Mapping[str, Step]) -> str:
    """Draw a table of steps as a Mermaid state diagram in Markdown."""
    lines = [f"# {title}", "", "```mermaid", "stateDiagram-v2"]
    for name, each in steps.items():
        by = ", ".join(sorted(each.by))
        starts = [source.value for source in sorted(each.sources)] or ["[*]"]
        lines += [f"    {start} --> {each.target}: {name} ({by})" for start in starts]
    lines += ["```", "", "| act | from | to | by | event |", "|---|---|---|---|---|"]
    for name, each in steps.items():
        sources, by = ", ".join(sorted(each.sources)) or "-", ", ".join(sorted(each.by))
        lines.append(f"| {name} | {sources} | {each.target} | {by} | {each.event} |")
    return "\n".join(lines) + "\n"

"""Steps between states, as a table that gives the rule, the drawing and the test."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from eorder.foundation.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes a step: people in one of the roles, who then do one duty."""

    roles: frozenset[str]
    duty: str


def taker(*roles: str, duty: str = "") -> Taker:
    """Name who takes a step, for the rows of a table."""
    return Taker(frozenset(roles), duty)


@dataclass(frozen=True, slots=True)
class Step:
    """One act: the states it may start from, the state it ends in, and the role that may take it.

    Attributes:
        sources: States the record may be in; empty for the act that creates it.
        target: State the record is in afterwards.
        by: Role codes that may take the step; `clock` for a step that a deadline takes.
        event: Name of the journal event that tells of the step.
        duty: What whoever takes the step does for the record, where the law keeps duties apart; empty for none.
    """

    sources: frozenset[StrEnum]
    target: StrEnum
    by: frozenset[str]
    event: str
    duty: str


def step(sources: AbstractSet[StrEnum], target: StrEnum, who: Taker, event: str) -> Step:
    """Write one row of a table of steps."""
    return Step(frozenset(sources), target, who.roles, event, who.duty)


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
    lines += ["```", "", "| act | from | to | by | duty | event |", "|---|---|---|---|---|---|"]
    for name, each in steps.items():
        sources, by = ", ".join(sorted(each.sources)) or "-", ", ".join(sorted(each.by))
        lines.append(f"| {name} | {sources} | {each.target} | {by} | {each.duty or '-'} | {each.event} |")
    return "\n".join(lines) + "\n"

"""`eorder check`: look at all records and say which invariant does not hold, with the rows that break it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eorder.openness.consistency.findings import Finding


def check(
    *, as_json: Annotated[bool, typer.Option("--json", help="Tulis hasilnya sebagai JSON.")] = False
) -> None:
    """Periksa apakah semua catatan utuh.

    Selesai dengan 1 bila ada yang tidak; baris yang salah disebut.
    """
    from eorder.cli.ready import ready

    ready()
    from eorder.openness.consistency.runner import check_each

    findings = []
    for finding in check_each():
        findings.append(finding)
        if not as_json:
            typer.echo("\n".join(lines_of(finding)))
    if as_json:
        typer.echo(json.dumps([as_plain(finding) for finding in findings], ensure_ascii=False, indent=2))
    raise typer.Exit(0 if all(finding.holds for finding in findings) else 1)


def lines_of(finding: Finding) -> list[str]:
    """Write one finding as lines: what was looked at, then the first rows that break it."""
    mark = "ok  " if finding.holds else "FAIL"
    head = f"{finding.code:<3} {mark}  {finding.sentence}  ({finding.looked_at} baris dilihat)"
    rest = finding.broken - len(finding.offenders)
    more = [f"         dan {rest} lagi"] if rest else []
    return [head, *(f"         {each.key}: {each.fault}" for each in finding.offenders), *more]


def as_plain(finding: Finding) -> dict[str, object]:
    """Write one finding as JSON's own types."""
    offenders = [each._asdict() for each in finding.offenders]
    return {**asdict(finding), "holds": finding.holds, "offenders": offenders}

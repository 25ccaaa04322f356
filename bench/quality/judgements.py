"""Judgements: how well a text answers a query, from 0 to 3, by `guideline.md`; kept without the texts themselves.

A judgement stands under a digest of query and text, so only who has the texts can tell what was judged. The sheet for
judging names no ranker, and lists the texts of a query by their letters.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from bench.quality.queries import Query
from bench.quality.rankers import Ranker

POOLED = 20
"""First results of each ranker that are judged."""
FOLDER = Path(__file__).parent
JUDGED, DRAWN = FOLDER / "judgements.csv", FOLDER / "queries.csv"
JUDGED_LATER = FOLDER / "judgements_later.csv"
JUDGED_FRESH, DRAWN_FRESH = FOLDER / "judgements_fresh.csv", FOLDER / "queries_fresh.csv"
Grades = Mapping[str, Mapping[str, int]]
"""By the key of a query, and by that of a text for it."""


def key_of(query: Query, name: str) -> str:
    """Give the twelve hexadecimal digits under which the judgement of a text for a query stands."""
    return sha256(f"{query.typed}\n{query.meant}\n{name}".encode()).hexdigest()[:12]


def pool(query: Query, rankers: Mapping[str, Ranker]) -> list[str]:
    """Gather the first results of all rankers, sorted by their letters."""
    found = {name for ranker in rankers.values() for name in ranker(query, POOLED)}
    return sorted(found, key=lambda name: (name.casefold(), name))


def left_over(query: Query, rankers: Mapping[str, Ranker], shown: int, grades: Grades) -> list[str]:
    """Gather those among the first shown that nobody judged."""
    found = {name for ranker in rankers.values() for name in ranker(query, shown)}
    unknown = [name for name in found if key_of(query, name) not in grades.get(query.key, {})]
    return sorted(unknown, key=lambda name: (name.casefold(), name))


def write_sheet(pools: Iterable[tuple[Query, Sequence[str]]], file: Path) -> int:
    """Write what is to be judged; returns how many pairs."""
    lines, pairs = [], 0
    for query, names in pools:
        if not names:
            continue
        lines += [f"# {query.key} {query.typed} | {query.meant}", *names]
        pairs += len(names)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pairs


def take_grades(sheet: Path, grades: Path, queries: Sequence[Query]) -> Grades:
    """Read one line for each query of a sheet, such as `0123456789 3:1,4-7 2:9`; what is not named is 0.

    Raises:
        ValueError: A query has no line, or a line names a text that the sheet has not.
    """
    given = dict(line.split(maxsplit=1) for line in grades.read_text(encoding="utf-8").splitlines())
    found = {}
    for query, names in read_sheet(sheet, queries):
        of_text = dict(_numbered(given[query.key]))
        if not set(of_text) <= set(range(1, len(names) + 1)):
            message = f"{query.key}: grades for texts that the sheet has not"
            raise ValueError(message)
        found[query.key] = {
            key_of(query, name): of_text.get(number, 0) for number, name in enumerate(names, 1)
        }
    return found


def read_sheet(sheet: Path, queries: Sequence[Query]) -> Iterator[tuple[Query, list[str]]]:
    """Read each query of a sheet with the texts below it."""
    by_key = {query.key: query for query in queries}
    parts = re.split(r"^# ([0-9a-f]{10}) .*\n", sheet.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for key, names in zip(parts[1::2], parts[2::2], strict=True):
        yield by_key[key], names.splitlines()


def _numbered(line: str) -> Iterator[tuple[int, int]]:
    for part in line.split():
        grade, numbers = part.split(":")
        for span in numbers.split(","):
            first, _, last = span.partition("-")
            yield from ((number, int(grade)) for number in range(int(first), int(last or first) + 1))


def write_queries(queries: Sequence[Query], drawn: Path) -> None:
    """Keep the queries' keys with their halves, sorted."""
    with drawn.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("query", "kind", "half"))
        rows.writerows(sorted((q.key, q.kind, "held-back" if q.is_held_back else "tuning") for q in queries))


def write(grades: Grades, file: Path) -> None:
    """Keep judgements, sorted by digest."""
    with file.open("w", encoding="utf-8", newline="") as written:
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(("query", "pair", "grade"))
        rows.writerows(sorted((query, *pair) for query, pairs in grades.items() for pair in pairs.items()))


def read_grades(*files: Path) -> Grades:
    """Read judgements."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                found[row["query"]][row["pair"]] = int(row["grade"])
    return found


def read_drawn(drawn: Path) -> set[tuple[str, str, bool]]:
    """Read key, kind and half of each query that was judged."""
    with drawn.open(encoding="utf-8", newline="") as file:
        return {(row["query"], row["kind"], row["half"] == "held-back") for row in csv.DictReader(file)}

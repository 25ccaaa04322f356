"""How well the search finds: nDCG@10 and empty results over 80 queries of real texts, beside plain rankers.

usage: EORDER_DATA=... python bench/search_quality.py [--home FOLDER] [--each]
       EORDER_DATA=... python bench/search_quality.py [--fresh] --sheet FILE
       EORDER_DATA=... python bench/search_quality.py --left-over FILE
       EORDER_DATA=... python bench/search_quality.py [--fresh] --take SHEET GRADES

The first measures; --each prints single queries, of the half for tuning only. The others write the pooled results, or
those of the search that nobody judged, to be judged, and keep grades: the first judgements once, before tuning.
With --fresh it is about eighty queries more, drawn after the last tuning and judged by others than who tuned.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.quality import judgements
from bench.quality.corpus import Text, read_texts
from bench.quality.measures import SHOWN, ndcg
from bench.quality.queries import KINDS, Query, draw, draw_fresh
from bench.quality.rankers import Ranker, rankers

LEAST_NDCG, MOST_EMPTY = 0.80, 0.02


def main() -> int:
    """Set up the texts, then measure, or write or take the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--left-over", type=Path)
    parser.add_argument("--take", type=Path, nargs=2, metavar=("SHEET", "GRADES"))
    options = parser.parse_args()
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the order texts; nothing was measured")
        return 1
    texts = read_texts(Path(data))
    queries, fresh = draw(texts), draw_fresh(texts)
    if options.take and options.fresh:
        return take_fresh(*options.take, fresh)
    if options.take:
        return take(*options.take, queries)
    return with_database(options.home, texts, lambda: _run(options, texts, queries, fresh))


def take_fresh(sheet: Path, grades: Path, queries: Sequence[Query]) -> int:
    """Keep the grades of the fresh queries, once."""
    if judgements.JUDGED_FRESH.exists():
        print("the fresh queries were judged already; another trial needs another seed")
        return 1
    judgements.write_queries(queries, judgements.DRAWN_FRESH)
    judgements.write(judgements.take_grades(sheet, grades, queries), judgements.JUDGED_FRESH)
    return 0


def take(sheet: Path, grades: Path, queries: Sequence[Query]) -> int:
    """Keep the first grades, or the later ones beside them."""
    found = judgements.take_grades(sheet, grades, queries)
    if not judgements.JUDGED.exists():
        judgements.write_queries(queries, judgements.DRAWN)
        judgements.write(found, judgements.JUDGED)
        return 0
    later = {key: dict(pairs) for key, pairs in _later().items()}
    for key, pairs in found.items():
        later.setdefault(key, {}).update(pairs)
    judgements.write(later, judgements.JUDGED_LATER)
    return 0


def _later() -> judgements.Grades:
    return judgements.read_grades(*(each for each in (judgements.JUDGED_LATER,) if each.exists()))


def with_database(home: Path | None, texts: Sequence[Text], work: Callable[[], int]) -> int:
    """Do work in a database with the texts; without a home it goes afterwards."""
    folder = home or Path(tempfile.mkdtemp(prefix="eorder-bench-"))
    os.environ["EORDER_HOME"] = str(folder)
    from bench.quality.ground import lay
    from config import database
    from eorder.cli.ready import ready
    from eorder.foundation.cluster import Cluster

    try:
        subprocess.run([sys.executable, "-m", "eorder.cli", "migrate"], check=True, stdout=subprocess.DEVNULL)
        ready()
        from eorder.market.catalogue.models import Product

        if not Product.objects.exists():
            lay(texts)
        return work()
    finally:
        database.stop()
        if home is None:
            Cluster(folder).destroy()
            shutil.rmtree(folder, ignore_errors=True)


def _run(
    options: argparse.Namespace, texts: Sequence[Text], queries: Sequence[Query], fresh: Sequence[Query]
) -> int:
    all_rankers = rankers(texts)
    if options.sheet:
        pools = (
            (query, judgements.pool(query, all_rankers)) for query in (fresh if options.fresh else queries)
        )
        print(f"{judgements.write_sheet(pools, options.sheet)} pairs to judge")
        return 0
    if not _are(queries, judgements.DRAWN) or not _are(fresh, judgements.DRAWN_FRESH):
        print("these are not the texts that were judged: the queries drawn are others")
        return 1
    first = judgements.read_grades(judgements.JUDGED)
    all_grades = {key: {**pairs, **_later().get(key, {})} for key, pairs in first.items()}
    if options.left_over:
        ours = {name: ranker for name, ranker in all_rankers.items() if name.startswith("software")}
        pools = ((query, judgements.left_over(query, ours, SHOWN, all_grades)) for query in queries)
        print(f"{judgements.write_sheet(pools, options.left_over)} pairs to judge")
        return 0
    measure(all_rankers, queries, first, all_grades, show_each=options.each)
    return measure_fresh(all_rankers, fresh, judgements.read_grades(judgements.JUDGED_FRESH))


def _are(queries: Sequence[Query], drawn: Path) -> bool:
    if not drawn.exists():
        return False
    return {(query.key, query.kind, query.is_held_back) for query in queries} == judgements.read_drawn(drawn)


def measure_fresh(
    all_rankers: Mapping[str, Ranker], queries: Sequence[Query], grades: judgements.Grades
) -> int:
    """Print the figures of every ranker for the fresh queries; returns 0 when the software's keep the limits."""
    found = {name: figures(ranker, queries, grades, show=False) for name, ranker in all_rankers.items()}
    for name, (score, empty, unjudged) in found.items():
        print(f"{name:<24}fresh     empty {empty:>5.1%}  nDCG@10 {score:.3f} ({unjudged:.0%} not judged)")
    for kind in KINDS:
        score, empty, _ = figures(
            all_rankers["software"], [each for each in queries if each.kind == kind], grades, show=False
        )
        print(f"software, fresh, {kind:<8}empty {empty:>5.1%}  nDCG@10 {score:.3f}")
    score, empty, _ = found["software"]
    is_kept = score >= LEAST_NDCG and empty <= MOST_EMPTY
    print(
        f"fresh, never tuned on: nDCG@10 {score:.3f}, limit {LEAST_NDCG}; empty {empty:.1%}, limit {MOST_EMPTY:.0%}: "
        f"{'kept' if is_kept else 'NOT KEPT'}"
    )
    return 0 if is_kept else 1


def measure(
    all_rankers: Mapping[str, Ranker],
    queries: Sequence[Query],
    first: judgements.Grades,
    all_grades: judgements.Grades,
    *,
    show_each: bool,
) -> None:
    """Print the figures of every ranker for both halves of the first queries."""
    kept = []
    for name, ranker in all_rankers.items():
        for is_held_back in (False, True):
            half = [query for query in queries if query.is_held_back == is_held_back]
            show = show_each and name == "software" and not is_held_back
            score, empty, unjudged = figures(ranker, half, first, show=False)
            later, _empty, unknown = figures(ranker, half, all_grades, show=show)
            print(
                f"{name:<24}{'held back' if is_held_back else 'tuning':<10} empty {empty:>5.1%}  "
                f"nDCG@10 {score:.3f} ({unjudged:.0%} not judged before tuning), {later:.3f} ({unknown:.0%} not judged)"
            )
            if name == "software" and is_held_back:
                kept = [(score, empty), (later, empty)]
    for words, (score, empty) in zip(("before tuning alone", "and later"), kept, strict=True):
        is_kept = score >= LEAST_NDCG and empty <= MOST_EMPTY
        print(
            f"held back, judged {words}: nDCG@10 {score:.3f}, limit {LEAST_NDCG}; empty {empty:.1%}, "
            f"limit {MOST_EMPTY:.0%}: {'kept' if is_kept else 'NOT KEPT'}"
        )


def figures(
    ranker: Ranker, queries: Sequence[Query], grades: judgements.Grades, *, show: bool
) -> tuple[float, float, float]:
    """Give the mean nDCG@10, the share of empty results, and that of texts not judged, which count as useless."""
    scores, empty, unjudged, places = [], 0, 0, 0
    for query in queries:
        names, judged = ranker(query, SHOWN), grades[query.key]
        keys = [judgements.key_of(query, name) for name in names]
        score = ndcg([judged.get(key, 0) for key in keys], judged.values())
        scores.append(score)
        empty += not names
        unjudged += sum(key not in judged for key in keys)
        places += len(names)
        if show:
            told = " ".join(f"{judged[key]}" if key in judged else "-" for key in keys)
            print(f"  {score:.2f}  {query.kind:<8}{query.typed} | {told}")
    return sum(scores) / len(scores), empty / len(queries), unjudged / max(1, places)


if __name__ == "__main__":
    sys.exit(main())

"""How well the search finds: nDCG@10 and empty results over 80 queries of real texts, beside plain rankers.

usage: EORDER_DATA=... python bench/search_quality.py [--home FOLDER] [--each]
       EORDER_DATA=... python bench/search_quality.py --sheet FILE
       EORDER_DATA=... python bench/search_quality.py --take FILE GRADES

The first measures; --each prints single queries, of the half for tuning only. The others were used once, before tuning:
--sheet writes the pooled results to be judged, --take keeps the grades.
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
from bench.quality.queries import Query, draw
from bench.quality.rankers import Ranker, rankers

LEAST_NDCG, MOST_EMPTY = 0.80, 0.02


def main() -> int:
    """Set up the texts, then measure, or write or take the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--take", type=Path, nargs=2, metavar=("SHEET", "GRADES"))
    options = parser.parse_args()
    data = os.environ.get("EORDER_DATA")
    if not data:
        print("EORDER_DATA is not set: it names the folder with the order texts; nothing was measured")
        return 1
    texts = read_texts(Path(data))
    queries = draw(texts)
    if options.take:
        judgements.write(queries, judgements.take_grades(*options.take, queries))
        return 0
    return with_database(options.home, texts, lambda: _run(options, texts, queries))


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


def _run(options: argparse.Namespace, texts: Sequence[Text], queries: Sequence[Query]) -> int:
    all_rankers = rankers(texts)
    if options.sheet:
        pairs = judgements.write_sheet(
            ((query, judgements.pool(query, all_rankers)) for query in queries), options.sheet
        )
        print(f"{pairs} pairs to judge")
        return 0
    if {(query.key, query.kind, query.is_held_back) for query in queries} != judgements.read_drawn():
        print("these are not the texts that were judged: the queries drawn are others")
        return 1
    return measure(all_rankers, queries, show_each=options.each)


def measure(all_rankers: Mapping[str, Ranker], queries: Sequence[Query], *, show_each: bool) -> int:
    """Print the figures of every ranker for both halves; the software's decide on those held back."""
    grades, is_kept = judgements.read_grades(), True
    for name, ranker in all_rankers.items():
        for is_held_back in (False, True):
            half = [query for query in queries if query.is_held_back == is_held_back]
            show = show_each and name == "software" and not is_held_back
            score, empty, unjudged = figures(ranker, half, grades, show=show)
            print(
                f"{name:<24}{'held back' if is_held_back else 'tuning':<10} nDCG@10 {score:.3f}  empty {empty:.1%}  "
                f"not judged {unjudged:.1%}"
            )
            if name == "software" and is_held_back:
                is_kept = score >= LEAST_NDCG and empty <= MOST_EMPTY
    print(
        f"held back: nDCG@10 at least {LEAST_NDCG}, empty at most {MOST_EMPTY:.0%}:",
        "kept" if is_kept else "NOT KEPT",
    )
    return 0 if is_kept else 1


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

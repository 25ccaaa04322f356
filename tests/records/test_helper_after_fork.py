"""A forked process never reads an answer that was meant for its parent, or for a sister."""

import multiprocessing

from eorder.records.documents.apart import HELPER
from eorder.records.documents.intake import check_file
from eorder.simulator.replay.samples import small_pdf

SISTERS, FILES = 3, 60


def answers(name):
    """Digests of files of one process's own, as the helper gives them."""
    return [check_file(small_pdf(f"{name} {number}")).sha256 for number in range(FILES)]


def tell(name, together, told):
    """Check the files of one sister at the same time as the others."""
    together.wait()
    told.put((name, answers(name)))


def test_files_when_checked_in_forked_processes_then_each_gets_its_own_answers():
    expected = {name: answers(name) for name in range(SISTERS)}  # also starts this process's helper
    assert HELPER._process is not None
    fork = multiprocessing.get_context("fork")
    together, told = fork.Barrier(SISTERS), fork.Queue()
    sisters = [fork.Process(target=tell, args=(name, together, told), daemon=True) for name in expected]
    for sister in sisters:
        sister.start()
    assert dict(told.get(timeout=60) for _ in sisters) == expected
    for sister in sisters:
        sister.join(10)

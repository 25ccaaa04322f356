"""A forked process never reads an answer that was meant for its parent, or for a sister."""

import multiprocessing

import pytest

from eorder.records.documents.apart import HELPER
from eorder.records.documents.intake import InvalidFileError, Upload, check_file
from eorder.simulator.replay.samples import small_pdf, small_photo

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


def test_files_of_our_own_when_cleaned_here_then_give_the_same_bytes_and_only_in_the_block():
    HELPER.end()
    with HELPER.files_of_our_own():
        here = [*answers("ours"), check_file(small_photo("ours")).sha256]
        assert HELPER._process is None
        with pytest.raises(InvalidFileError, match="bukan PDF yang dapat dibaca"):
            check_file(Upload("rusak.pdf", b"%PDF-1.7 rusak"))
    assert [*answers("ours"), check_file(small_photo("ours")).sha256] == here
    assert HELPER._process is not None

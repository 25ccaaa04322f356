"""Bytes that no record refers to go after a while; those of an act in flight, however old, stay."""

import ast
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.buying.packages.actions.prepare_package import prepare_package
from eorder.buying.packages.states import PackageState
from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import new_command
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.photos.actions.remove_photo import remove_photo
from eorder.papers.actions.sweep_files import AGE, sweep_files
from eorder.papers.models import Paper
from eorder.papers.tasks import sweep_kept_files
from eorder.records.documents.intake import InvalidFileError, Upload, check_file
from eorder.records.documents.models import Document
from eorder.records.documents.store import drop, get, path_of, put
from eorder.simulator.samples import sample_pdf
from tests.consistency.source import name, product_modules, tree
from tests.factories.cast import at
from tests.factories.photos import plain_photo
from tests.factories.purchases import STATIONERY

NO_PDF = Upload("spesifikasi.pdf", b"bukan PDF")
LONG_AGO = AGE + timedelta(hours=1)


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(store):
    return sorted(path.name for path in store.glob("??/*"))


def make_old(store):
    moment = (timezone.now() - LONG_AGO).timestamp()
    for path in store.glob("??/*"):
        os.utime(path, (moment, moment))


def prepare(world, kak, specification=None):
    """The PPK's act, as the page sends it."""
    walk = world.packages[PackageState.WITH_PPK]
    return prepare_package(
        package_id=walk.package_id, budget_line_id=world.city.unit.lines[STATIONERY], kak=kak,
        specification=specification, by=walk.people["ppk"], at=at(6), command=new_command(),
    )  # fmt: skip


def failed(world, kak):
    """The same act, failing after it kept the first of its files; the digest of that file."""
    with pytest.raises(InvalidFileError), transaction.atomic():
        prepare(world, kak, NO_PDF)
    return check_file(kak).sha256


def test_bytes_when_their_act_failed_then_removed_after_a_while_and_others_stay(undone, store):
    left = failed(undone, sample_pdf("gagal"))
    prepare(undone, sample_pdf("berhasil"))
    kept = Document.objects.latest("recorded_at").sha256
    assert set(files(store)) == {left, kept}
    assert sweep_files(at=timezone.now()) == 0  # young
    make_old(store)
    assert sweep_files(at=timezone.now(), age=2 * LONG_AGO) == 0
    assert sweep_files(at=timezone.now()) == 1
    assert files(store) == [kept]


def test_half_written_file_when_old_then_removed(undone, store):
    prepare(undone, sample_pdf("berhasil"))
    (store / "ab").mkdir()
    (store / "ab" / "tmp0123").write_bytes(b"separuh")
    make_old(store)
    assert sweep_files(at=timezone.now()) == 1
    assert files(store) == [Document.objects.latest("recorded_at").sha256]


def test_bytes_of_a_paper_when_old_then_stay(undone, store):
    order = next(iter(undone.orders.values())).order
    digest = "cd" + "0" * 62
    put(digest, b"kertas")
    put("ce" + "0" * 62, b"sisa")
    Paper(
        order_id=order, kind="uji", number="uji/1", data="{}", data_digest="", file_digest=digest
    ).save(force_insert=True)  # fmt: skip
    make_old(store)
    assert sweep_files(at=timezone.now()) == 1
    assert files(store) == [digest]


def test_bytes_of_a_photo_when_old_then_stay_also_after_it_was_taken_away(undone, store):
    seller = undone.city.sellers["other"]
    product = next(iter(seller.products.values()))
    photo = add_photo(
        product_id=product,
        upload=plain_photo("teal"),
        alt="",
        by=seller.actor,
        at=at(10),
        command=new_command(),
    )
    remove_photo(photo_id=photo, by=seller.actor, at=at(10), command=new_command())
    put("ce" + "0" * 62, b"sisa")
    make_old(store)
    assert sweep_files(at=timezone.now()) == 1
    assert len(files(store)) == 2


def test_store_when_of_another_database_then_nothing_is_removed(committed_db, store):
    put("cd" + "0" * 62, b"bukti")
    make_old(store)
    with pytest.raises(ConflictError, match="sepasang"):
        sweep_files(at=timezone.now())
    assert len(files(store)) == 1


@pytest.mark.parametrize("commits", [True, False])
def test_bytes_when_an_act_in_flight_relies_on_old_ones_then_stay_until_it_fails(
    committed_world, store, commits
):
    kak = sample_pdf("dua kali")
    digest = failed(committed_world, kak)
    make_old(store)
    kept, swept = threading.Event(), threading.Event()
    seen = []

    def sweep():
        kept.wait(20)
        seen.append(sweep_files(at=timezone.now()))
        swept.set()

    def act():
        with transaction.atomic():
            prepare(committed_world, kak)
            kept.set()
            assert swept.wait(10)
            if not commits:
                transaction.set_rollback(True)

    sweeper = threading.Thread(target=in_its_own_connection(sweep))
    sweeper.start()
    act()
    sweeper.join(20)
    assert seen == [0]
    assert get(digest).startswith(b"%PDF-")
    make_old(store)
    assert sweep_files(at=timezone.now()) == (0 if commits else 1)
    assert files(store) == ([digest] if commits else [])


def in_its_own_connection(work):
    from django.db import connections

    def run():
        try:
            work()
        finally:
            connections.close_all()

    return run


def test_bytes_when_put_while_the_sweep_removes_them_then_written_anew(store):
    digest, asked, go = "ab" + "1" * 62, threading.Event(), threading.Event()
    put(digest, b"isi")
    make_old(store)

    def is_needed():
        asked.set()
        go.wait(10)
        return False

    sweeper = threading.Thread(target=drop, args=(path_of(digest),), kwargs={
        "before": timezone.now() - AGE, "is_needed": is_needed})  # fmt: skip
    sweeper.start()
    assert asked.wait(10)
    writer = threading.Thread(target=put, args=(digest, b"isi"))
    writer.start()
    writer.join(0.2)
    assert writer.is_alive()  # it waits for the sweep
    go.set()
    sweeper.join(10)
    writer.join(10)
    assert get(digest) == b"isi"


def test_clock_when_night_then_sweeps(undone, store):
    failed(undone, sample_pdf("gagal"))
    make_old(store)
    sweep_kept_files(0)
    assert files(store) == []
    assert ("43 3 * * *", "papers.sweep_kept_files") in {
        (each.cron, each.task.name) for each in app.periodic_registry.periodic_tasks.values()
    }


def test_store_when_written_to_then_by_those_whose_records_the_sweep_asks():
    writers = {
        name(path)
        for path in product_modules("eorder/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "eorder.records.documents.store"
        if "put" in {each.name for each in node.names}
    }
    assert {Path(each).name for each in writers} == {
        "keep_document.py", "keep_picture.py", "make_certificate.py", "make_paper.py",
    }  # fmt: skip

"""Every hostile upload is refused with a sentence or kept without what makes it hostile, in bounded time and memory.

The table of cases, answers, milliseconds and MB is printed with `-s`.
"""

import resource
import time

import pytest

from eorder.records.documents.apart import HELPER
from eorder.records.documents.models import Document
from eorder.records.documents.store import get
from tests.records.hostile import pdf_files, picture_files
from tests.records.hostile.looking import found_in

MOST_MEGABYTES, MOST_SECONDS = 256, 5
SENTENCES = {
    "active": "berisi skrip atau lampiran",
    "locked": "terkunci",
    "pages": "harus 1 sampai 200 halaman",
    "pixels": "terlalu besar (",
    "heavy": "terlalu rumit untuk diperiksa",
    "unreadable": "dapat dibaca",
    "kind": "bukan PDF, JPEG, atau PNG",
    "empty": "kosong. Pilih",
    "large": "lebih besar dari 5 MB",
    "larger": "Kiriman ini terlalu besar",
}
STATUS = {"larger": 413}
CASES = {
    **{name: (make, "active") for name, make in pdf_files.ACTIVE.items()},
    **{name: (make, "locked") for name, make in pdf_files.LOCKED.items()},
    **pdf_files.COSTLY,
    **picture_files.BOMBS,
    **picture_files.SAYING,
    **picture_files.TWO_AT_ONCE,
    **{name: (make, "kind") for name, make in picture_files.OF_ANOTHER_KIND.items()},
    **picture_files.BROKEN,
}
LEAST_CASES = 100


@pytest.fixture(scope="module")
def table():
    """Rows of what was measured; printed when all is done."""
    rows = []
    yield rows
    for name, answer, milliseconds, megabytes in sorted(rows):
        print(f"{name:44} {answer:10} {milliseconds:5} ms {megabytes:4} MB")  # noqa: T201


def hand_in(counter, content, *how):
    """Send the file; the answer, the documents that were kept, seconds of work on it, and MB of who looked at it.

    Seconds of work, here and there: what a busy machine lets wait says nothing about the file. That one which
    waits itself is ended in time, is shown with the intake.
    """
    before = set(Document.objects.values_list("id", flat=True))
    HELPER.kilobytes = HELPER.milliseconds = 0
    begun = time.process_time()
    answer = counter.hand_in(content, *how)
    seconds = time.process_time() - begun + HELPER.milliseconds / 1000
    kept = Document.objects.exclude(id__in=before)
    return answer, list(kept), seconds, HELPER.kilobytes / 1024


def answered(answer):
    """The word for the sentence that came; `clean` when the file was kept."""
    if answer.status_code == 303:
        return "clean"
    said = answer.content.decode()
    return next(
        word
        for word, part in SENTENCES.items()
        if part in said and answer.status_code == STATUS.get(word, 422)
    )


@pytest.mark.parametrize("name", CASES)
def test_upload_when_hostile_then_refused_or_cleaned_within_bounds(counter, table, name):
    make, expected = CASES[name]
    answer, kept, seconds, megabytes = hand_in(counter, make())
    came = answered(answer)
    table.append((name, came, round(seconds * 1000), round(megabytes)))
    assert came in expected.split("/")
    assert megabytes <= MOST_MEGABYTES
    assert seconds <= MOST_SECONDS
    assert len(kept) == (came == "clean")
    assert [found_in(get(each.sha256), each.media_type) for each in kept] in ([], [[]])


@pytest.mark.parametrize("seed", range(60))
def test_upload_when_some_of_its_bytes_are_wrong_then_refused_or_cleaned(counter, seed):
    answer, kept, seconds, megabytes = hand_in(counter, picture_files.damaged(seed))
    assert megabytes <= MOST_MEGABYTES
    assert seconds <= MOST_SECONDS
    assert (answer.status_code, len(kept)) in {(303, 1), (422, 0)}
    assert [found_in(get(each.sha256), each.media_type) for each in kept] in ([], [[]])


NAMES = {
    "upwards": b"../../../../etc/cron.d/eorder",
    "upwards in Windows": b"..\\..\\windows\\win.ini",
    "absolute": b"/etc/passwd",
    "upwards, escaped": b"%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "end of text": b"daftar.pdf\x00.exe",
    "right to left": "daftar\u202efdp.exe".encode(),
    "invisible": "daf\u200btar\ufeff.pdf".encode(),
    "300 letters": b"a" * 300 + b".pdf",
    "300 letters of four bytes": "\U0001f4c4".encode() * 300,
    "new lines": b"daftar%0d%0aSet-Cookie: a=b.pdf",
    "marks": b"<img src=x onerror=alert(1)>.pdf",
    "marks, escaped": b"&lt;script&gt;alert(1)&lt;/script&gt;.pdf",
    "sums": b"=cmd|' /C calc'!A0.pdf",
    "pattern": b"{{7*7}}${7*7}%s{name}{0}.pdf",
    "no text": b"\xff\xfe\xfd.pdf",
    "device": b"CON.pdf",
    "nothing but dots": b"..",
}
UNSEEN = ("\u202e", "\u200b", "\ufeff", "\x00", "<img src=x", "<script>alert(1)")


@pytest.mark.parametrize("name", NAMES)
def test_name_when_hostile_then_nowhere_but_harmless_in_the_sentence(counter, name):
    answer, kept, *_ = hand_in(counter, b"bukan berkas yang diterima", NAMES[name])
    assert (answer.status_code, kept) == (400 if len(NAMES[name]) > 1_000 else 422, [])
    assert [each for each in UNSEEN if each in answer.content.decode()] == []
    assert "Set-Cookie: a" not in str(answer.headers)


@pytest.mark.parametrize("name", NAMES)
def test_name_when_hostile_and_the_file_is_sound_then_is_not_kept(counter, name):
    answer, kept, *_ = hand_in(counter, pdf_files.document(), NAMES[name])
    if answer.status_code in {
        400,
        422,
    }:  # a name of which nothing is left is no file, nor is a head that long
        assert kept == []
    else:
        assert (answer.status_code, kept[0].title.isprintable()) == (303, True)
        assert not any(
            part in kept[0].title for part in ("..", "passwd", "aaa", "alert", "calc", "7*7", "CON")
        )


def test_file_when_sent_as_letters_then_read_in_bounded_memory(counter):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    letters = (b"JVBERi0xLjcK" * 6 + b"\r\n") * 100_000  # 7.4 MB, 5.4 MB when read
    answer, kept, seconds, _ = hand_in(counter, letters, b"a.pdf", b"Content-Transfer-Encoding: base64")
    assert (answered(answer), kept) == ("large", [])
    assert seconds <= MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_cases_when_counted_then_many():
    assert len(CASES) >= LEAST_CASES


@pytest.mark.parametrize("name", pdf_files.ACTIVE)
def test_active_document_when_not_cleaned_then_the_look_finds_it(name):
    assert found_in(pdf_files.ACTIVE[name](), "application/pdf") != []


@pytest.mark.parametrize("name", picture_files.SAYING)
def test_picture_that_says_much_when_not_cleaned_then_the_look_finds_it(name):
    make, _ = picture_files.SAYING[name]
    found = found_in(make(), f"image/{name.partition(' ')[0].lower()}")
    assert any("RAHASIA" in each for each in found)
    assert len(found) > 3

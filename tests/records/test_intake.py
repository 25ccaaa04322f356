"""What people upload is looked at apart, refused when it can act, and kept as bytes written anew."""

import io
import os
import stat
import subprocess
import sys
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from eorder.records.documents.apart import PROGRAM, Helper
from eorder.records.documents.cleaning import MOST_PIXELS, RefusedError, clean
from eorder.records.documents.intake import InvalidFileError, Upload, check_file
from eorder.records.documents.store import path_of, put

SIDEWAYS = 6  # EXIF: the top of the scene is on the right


def pdf_of(build=None, **how):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    if build:
        build(pdf)
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def script():
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def names(**tree):
    return lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(**tree))


def note(**keys):
    def build(pdf):
        one = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        for key, value in keys.items():
            one[f"/{key}"] = value
        pdf.pages[0].obj["/Annots"] = Array([one])

    return build


def attached(pdf):
    file = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=pdf.make_stream(b"MZ")))
    pdf.Root["/Names"] = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.exe"), file])))


ACTIVE = {
    "script by name": names(JavaScript=Dictionary(Names=Array([String("a"), script()]))),
    "script of a note": note(A=script()),
    "script of a field": note(AA=Dictionary(K=script())),
    "script after going to a page": note(A=Dictionary(S=Name.GoTo, Next=Array([script()]))),
    "script on opening": lambda pdf: pdf.Root.__setitem__("/OpenAction", script()),
    "script after opening at a page": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.GoTo, Next=script())
    ),
    "program started": note(A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
    "form sent": note(A=Dictionary(S=Name.SubmitForm, F=String("http://contoh.example"))),
    "other file opened": note(A=Dictionary(S=Name.GoToR, F=String("lain.pdf"))),
    "file attached": attached,
    "file attached to a note": note(Subtype=Name.FileAttachment),
    "form of another kind": lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(XFA=String("<xdp/>"))),
    "deep in arrays": note(A=Array([Array([Array([Dictionary(Deep=script())])])])),
    "in an object of its own": lambda pdf: pdf.Root.__setitem__("/Lost", pdf.make_indirect(script())),
}


@pytest.mark.parametrize("build", ACTIVE.values(), ids=ACTIVE)
def test_pdf_when_it_can_act_then_refused(build):
    with pytest.raises(RefusedError, match="active"):
        clean("pdf", pdf_of(build))


@pytest.mark.parametrize("how", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_upload_when_it_can_act_then_the_sentence_says_so(how):
    with pytest.raises(InvalidFileError, match=r"Berkas a\.pdf berisi skrip"):
        check_file(Upload("a.pdf", pdf_of(ACTIVE["script of a note"], **how)))


def test_pdf_when_it_links_and_opens_at_a_page_then_kept_without_the_latter():
    def build(pdf):
        note(A=Dictionary(S=Name.URI, URI=String("https://contoh.example")))(pdf)
        pdf.Root["/OpenAction"] = Array([pdf.pages[0].obj, Name.Fit])

    media_type, kept = clean("pdf", pdf_of(build))
    assert media_type == "application/pdf"
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert pdf.pages[0].Annots[0].A.URI == "https://contoh.example"


def test_pdf_when_something_follows_it_then_dropped_and_always_the_same_bytes():
    plain = pdf_of(deterministic_id=True)
    kept = check_file(Upload("a.pdf", plain + b"\nPK\x03\x04<script>alert(1)</script>"))
    assert b"script" not in kept.content
    assert kept == check_file(Upload("b.pdf", plain))
    assert check_file(Upload("c.pdf", kept.content)).sha256 == kept.sha256


def test_pdf_when_locked_then_refused():
    with pytest.raises(InvalidFileError, match="terkunci"):
        check_file(Upload("a.pdf", pdf_of(encryption=pikepdf.Encryption(owner="x", user=""))))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nbukan", b"\xff\xd8\xff\xe0bukan", b"\x89PNG\r\n\x1a\nbukan"])
def test_file_when_it_is_not_what_it_says_then_refused(content):
    with pytest.raises(InvalidFileError, match="dapat dibaca"):
        check_file(Upload("a", content))


def bomb(size):
    """A PDF of some kilobytes whose one packed object holds so many bytes of nothing."""
    packer = zlib.compressobj(9)
    body = packer.compress(b"1 0 null ")
    body += b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    parts, places = [b"%PDF-1.5\n"], {}

    def put(number, text):
        places[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj\n" % number + text + b"\nendobj\n")

    put(2, b"<</Type/Catalog/Pages 3 0 R>>")
    put(3, b"<</Type/Pages/Kids[4 0 R]/Count 1>>")
    put(4, b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>")
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(body)
    put(5, head + body + b"\nendstream")
    begin = sum(map(len, parts))
    rows = bytes(7) + b"\2" + (5).to_bytes(4) + bytes(2)
    rows += b"".join(b"\1" + place.to_bytes(4) + bytes(2) for place in (*places.values(), begin))
    head = b"<</Type/XRef/Size 7/W[1 4 2]/Root 2 0 R/Length %d>>stream\n" % len(rows)
    put(6, head + rows + b"\nendstream")
    return b"".join(parts) + b"startxref\n%d\n%%%%EOF" % begin


def test_pdf_when_it_unpacks_to_more_than_memory_then_refused():
    with pytest.raises(InvalidFileError, match="terlalu rumit"):
        check_file(Upload("bom.pdf", bomb(600_000_000)))


def test_pdf_when_its_packed_objects_hold_much_of_nothing_then_none_of_it_is_kept():
    kept = check_file(Upload("bom.pdf", bomb(60_000_000)))
    assert len(kept.content) < 1_000


GREEDY = """
import runpy, sys
cleaning = runpy.run_path(sys.argv[1])
cleaning["_in_a_child"].__globals__.update(clean=lambda kind, content: {greed}, WALL_SECONDS=1, CPU_SECONDS=1)
print(cleaning["_in_a_child"]("pdf", b"")[0])
"""


@pytest.mark.parametrize(
    "greed",
    [
        "('a', bytes(2 * cleaning['MEMORY']))",
        "any(iter(int, 1))",
        "__import__('time').sleep(60)",
    ],
)
def test_child_when_a_file_takes_more_memory_or_time_than_allowed_then_ended(greed):
    code = GREEDY.format(greed=greed)
    done = subprocess.run(
        [sys.executable, "-c", code, PROGRAM], check=True, capture_output=True, text=True, timeout=30
    )
    assert (done.stdout, done.stderr) == ("b'heavy\\n'\n", "")


def test_picture_when_it_has_too_many_points_then_refused_before_it_is_unpacked():
    out = io.BytesIO()
    Image.new("L", (6001, 4000)).save(out, "PNG")
    assert MOST_PIXELS == 6000 * 4000
    with pytest.raises(InvalidFileError, match="6001 x 4000 titik"):
        check_file(Upload("besar.png", out.getvalue()))


def test_picture_when_a_phone_sends_several_in_one_then_the_first_as_jpeg():
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", (64, 64), "blue")]
    )
    kept = check_file(Upload("a.jpg", out.getvalue()), only_pictures=True)
    assert kept.media_type == "image/jpeg"
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert (picture.format, getattr(picture, "n_frames", 1)) == ("JPEG", 1)
        red, _, blue = picture.getpixel((32, 32))
        assert red - blue > 150


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_picture_when_it_lay_on_its_side_then_upright_and_says_nothing_else(kind):
    taken = Image.new("RGB", (64, 32), "white")
    taken.paste("black", (0, 0, 32, 32))
    told = Image.Exif()
    told[0x0112], told[0x010E] = SIDEWAYS, "RAHASIA"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "RAHASIA")
    extra = {"comment": b"RAHASIA"} if kind == "JPEG" else {"pnginfo": text}
    out = io.BytesIO()
    taken.save(out, kind, exif=told, icc_profile=b"RAHASIA" * 30, **extra)
    kept = check_file(Upload("a", out.getvalue()))
    assert b"RAHASIA" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert picture.size == (32, 64)
        assert picture.getpixel((16, 60))[0] - picture.getpixel((16, 5))[0] > 150
        assert not {"exif", "icc_profile", "comment", "Author"} & set(picture.info)


def test_helper_when_it_was_killed_then_the_next_file_starts_another():
    helper = Helper()
    assert helper.clean("pdf", pdf_of())[0] == "clean application/pdf"
    helper._process.kill()
    helper._process.wait()
    assert helper.clean("pdf", pdf_of())[0] == "heavy"
    assert helper.clean("pdf", pdf_of())[0] == "clean application/pdf"
    helper.end()


def test_bytes_when_put_then_closed_to_others(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    put("ab" + "0" * 62, b"isi")
    assert path_of("ab" + "0" * 62).read_bytes() == b"isi"
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "files", *tmp_path.rglob("*b*")]
    }
    assert modes == {"files": 0o700, "ab": 0o700, "ab" + "0" * 62: 0o600}


TAKEN_OVER = """
import os, runpy, socket, stat, subprocess, sys
cleaning = runpy.run_path(sys.argv[1])

def tries():
    yield from (lambda kind=kind: socket.socket(*kind) for kind in (
        (socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM), (socket.AF_UNIX,)))
    yield lambda: socket.socketpair()
    yield lambda: open("/etc/passwd")
    yield lambda: open(sys.argv[2], "w")
    yield lambda: os.pipe()
    yield lambda: os.write(1, b"clean application/pdf")
    yield lambda: os.read(0, 1)
    yield lambda: subprocess.run(["/bin/true"])

def take_over(kind, content):
    codes = []
    for attempt in tries():
        try:
            attempt()
            codes.append("done")
        except OSError as error:
            codes.append(os.strerror(error.errno))
    holds = [number for number in range(64) if _is_open(number)]
    return " ".join(["codes", *sorted(set(codes))]), b"%d" % sum(map(_is_socket, holds))

def _is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True

def _is_socket(number):
    return stat.S_ISSOCK(os.fstat(number).st_mode)

cleaning["_in_a_child"].__globals__.update(clean=take_over)
if sys.argv[3] != "0":
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[3]))
print(cleaning["_in_a_child"]("pdf", b"")[0].decode())
"""


@pytest.mark.parametrize("user", [0, 65_534])
def test_child_when_a_file_takes_it_over_then_can_reach_nothing(tmp_path, user):
    if user and os.getuid():
        pytest.skip("only root becomes somebody else")
    given = [PROGRAM, tmp_path / "berkas", str(user)]
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER, *given], check=True, capture_output=True, text=True, timeout=30
    )
    assert (done.stdout, done.stderr) == (
        "clean codes Bad file descriptor Too many open files\n0\n",
        "",
    )
    assert not (tmp_path / "berkas").exists()

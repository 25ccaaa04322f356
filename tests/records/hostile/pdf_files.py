"""Make hostile PDF: active content of every kind, hidden in every way, and documents that cost too much to read."""

import io
import zlib

import pikepdf
from pikepdf import Encryption

PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]%s>>"
SCRIPT = "<</S/JavaScript/JS(app.alert(1))>>"
PROGRAM = b"MZ\x90\x00this program cannot be run"


def document(*extra, root="", page="", trailer="", version="1.7"):
    """A PDF of one page, written by hand; `extra` are objects from number 4 on."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>".encode("latin-1"),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (PAGE % page).encode("latin-1"),
        *(each if isinstance(each, bytes) else each.encode("latin-1") for each in extra),
    ]
    return put_together(objects, trailer=trailer, version=version)


def put_together(objects, *, trailer="", version="1.7", root=1):
    """Number the objects from 1 and write their table."""
    parts, places, length = [f"%PDF-{version}\n".encode()], [], len(version) + 6
    for number, text in enumerate(objects, 1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, text))
        length += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows))
    parts.append(f"trailer<</Size {count}/Root {root} 0 R{trailer}>>\nstartxref\n{length}\n%%EOF\n".encode())
    return b"".join(parts)


def stream(content, keys=""):
    return f"<</Length {len(content)}{keys}>>stream\n".encode() + content + b"\nendstream"


def note(keys):
    return f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]{keys}>>]"


def packed(chunk, count):
    """So many times the chunk, packed once: each piece stands for itself, and the check sum is that of all."""
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    own = zlib.adler32(chunk)
    low, high = 1, 0
    for _ in range(count):
        high = (high + (own >> 16) + (low - 1) * len(chunk)) % 65_521
        low = (low + (own & 0xFFFF) - 1) % 65_521
    return b"\x78\xda" + piece * count + b"\x03\x00" + (high << 16 | low).to_bytes(4)


def saved(content, **how):
    """The same document written by the library, as another program would send it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def attached(keys="/Names<</EmbeddedFiles<</Names[(a.exe)4 0 R]>>>>"):
    file = "<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"
    return document(file, stream(PROGRAM, "/Type/EmbeddedFile"), root=keys)


def field_of_form():
    form = "/AcroForm<</Fields[4 0 R]>>"
    return document(f"<</FT/Tx/T(a)/AA<</K {SCRIPT}/F {SCRIPT}>>>>", root=form)


def in_packed_objects():
    return saved(document(root=f"/OpenAction {SCRIPT}"), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def second_version():
    """A harmless document, and an update behind it that brings a script."""
    plain = document()
    root = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction %s>>\nendobj\n" % SCRIPT.encode()
    start, earlier = len(plain), plain.rindex(b"xref\n0")
    table = b"xref\n1 1\n%010d 00000 n \n" % start
    end = b"trailer<</Size 4/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (earlier, start + len(root))
    return plain + root + table + end


def looped_table():
    """A table of objects whose earlier version is itself."""
    place = document().rindex(b"xref\n0")
    return document(trailer=f"/Prev {place}")


def looped_pages():
    return put_together([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def looped_parts():
    return document("[5 0 R]", "[4 0 R]", root="/Loop 4 0 R")


def looped_extents():
    """Packed objects that extend one another in a circle."""
    body = zlib.compress(b"7 0 null")
    keys = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Extends %s 0 R"
    return document(stream(body, keys % 5), stream(body, keys % 4), root="/Loop 7 0 R")


def many_pages(count):
    pages = [b"<</Type/Page/Parent 2 0 R>>"] * count
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<</Type/Pages/MediaBox[0 0 9 9]/Kids[%s]/Count %d>>" % (kids, count)
    return put_together([b"<</Type/Catalog/Pages 2 0 R>>", tree, *pages])


def one_page_many_times(count):
    """A short file that says it has one page a hundred thousand times."""
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count)
    return put_together([b"<</Type/Catalog/Pages 2 0 R>>", tree, (PAGE % "").encode()])


def wide_tree():
    """Ten levels of ten: ten thousand million pages in a dozen objects."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % (number + 1) * 10, 10 ** (12 - number))
        for number in range(2, 12)
    ]
    return put_together([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def lying_count():
    return put_together([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", (PAGE % "").encode()
    ])  # fmt: skip


def packed_objects(unpacked):
    """One packed object that holds so many bytes of nothing."""
    body = packed(b" " * 1_000_000, unpacked // 1_000_000)
    return with_object_stream(body, count=1)


def many_packed_objects(count):
    """So many tiny objects in one packed stream, each to be looked at."""
    head = b" ".join(b"%d 0" % number for number in range(7, 7 + count))
    body = zlib.compress(head + b" " + b"<<>>", 9)
    return with_object_stream(body, count=count, first=len(head) + 1)


def with_object_stream(body, *, count, first=4):
    """A PDF whose table is a stream, with packed objects from number 7 on."""
    parts, places = [b"%PDF-1.5\n"], []

    def put(text):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (len(places), text))

    put(b"<</Type/Catalog/Pages 2 0 R>>")
    put(b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    put((PAGE % "").encode())
    put(stream(body, f"/Type/ObjStm/N {count}/First {first}/Filter/FlateDecode"))
    put(b"null")
    begin = sum(map(len, parts))
    rows = bytes(7) + b"".join(b"\1" + place.to_bytes(4) + bytes(2) for place in (*places, begin))
    rows += (b"\2" + (4).to_bytes(4) + bytes(2)) * count
    keys = f"/Type/XRef/Size {7 + count}/W[1 4 2]/Root 1 0 R/Filter/FlateDecode"
    put(stream(zlib.compress(rows, 9), keys))
    return b"".join(parts) + b"startxref\n%d\n%%%%EOF" % begin


def table_in_a_bomb():
    """The table of objects itself unpacks to more than memory."""
    body = packed(bytes(1_000_000), 1_500)
    objects = document().partition(b"xref\n0")[0]
    keys = "/Type/XRef/Size 200000000/W[1 4 2]/Root 1 0 R/Filter/FlateDecode"
    return objects + b"9 0 obj\n" + stream(body, keys) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(objects)


def page_in_a_bomb(layers=1):
    """What is drawn on the page unpacks to more than memory, perhaps through several filters."""
    body = packed(bytes(1_000_000), 4_000)
    for _ in range(layers - 1):
        body = zlib.compress(body, 9)
    filters = "/FlateDecode" * layers
    return document(stream(body, f"/Filter[{filters}]"), page="/Contents 4 0 R")


def written_out_bomb():
    """A page in a filter that the library unpacks to write it anew."""
    body = packed(b"0" * 1_000_000, 4_000)
    return document(stream(body, "/Filter[/FlateDecode/ASCIIHexDecode]"), page="/Contents 4 0 R")


def pictured_bomb():
    """Packed twice, once in a way that only a reader of pictures undoes."""
    keys = "/Type/XObject/Subtype/Image/Width 1/Height 1/Filter[/FlateDecode/DCTDecode]"
    body = stream(packed(bytes(1_000_000), 4_000), keys)
    return document(body, page="/Resources<</XObject<</A 4 0 R>>>>")


def predicted_bomb():
    body = packed(bytes(1_000_001), 4_000)
    keys = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1000000>>"
    return document(stream(body, keys), page="/Contents 4 0 R")


def deep(count, *, opening="[", closing="]"):
    return document(root=f"/Deep {opening * count}{closing * count}")


def long_chain(count):
    """Each object leads to the next."""
    chain = [b"<</Next %d 0 R>>" % (number + 1) for number in range(4, 4 + count)]
    return document(*chain, "null", root="/Chain 4 0 R")


def many_values(count):
    return document("[" + "[]" * count + "]", root="/Many 4 0 R")


ON_OPENING, AT_A_NOTE = "/OpenAction ", "/A "
ACTIVE = {
    "script on opening": lambda: document(root=ON_OPENING + SCRIPT),
    "script by name": lambda: document(root=f"/Names<</JavaScript<</Names[(a){SCRIPT}]>>>>"),
    "script with an escaped name": lambda: document(root="/OpenAction<</S/J#61vaScript/#4aS(app.alert(1))>>"),
    "script in a stream": lambda: document(stream(b"app.alert(1)"), root="/OpenAction<</S/JavaScript/JS 4 0 R>>"),
    "script in packed objects": in_packed_objects,
    "script in a second version": second_version,
    "script of a page": lambda: document(page=f"/AA<</O {SCRIPT}>>"),
    "script of a field": field_of_form,
    "script after another act": lambda: document(page=note(f"/A<</S/URI/URI(https://a.example)/Next {SCRIPT}>>")),
    "script behind twenty others": lambda: document(
        page=note("/A" + "<</S/GoTo/D[3 0 R/Fit]/Next" * 20 + SCRIPT + ">>" * 20)
    ),
    "script in an outline": lambda: document(f"<</Title(a)/A {SCRIPT}>>", root="/Outlines<</First 4 0 R>>"),
    "link that is a script": lambda: document(page=note("/A<</S/URI/URI(javascript:alert\\(1\\))>>")),
    "link that is a script, disguised": lambda: document(page=note("/A<</S/URI/URI( Java\\tScript:alert\\(1\\))>>")),
    "link to a file of the reader": lambda: document(page=note("/A<</S/URI/URI(file:///etc/passwd)>>")),
    "program on opening": lambda: document(root="/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "program at a note": lambda: document(page=note("/A<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>")),
    "form that sends itself": lambda: document(page=note("/A<</S/SubmitForm/F(https://a.example)>>")),
    "data taken in": lambda: document(page=note("/A<</S/ImportData/F(a.fdf)>>")),
    "another file opened": lambda: document(page=note("/A<</S/GoToR/F(\\\\\\\\a.example\\\\b)/D[0/Fit]>>")),
    "attached file opened": lambda: document(page=note("/A<</S/GoToE/D[0/Fit]/T<</R/C/N(a.pdf)>>>>")),
    "articles of another file": lambda: document(page=note("/A<</S/Thread/F(a.pdf)/D 0>>")),
    "page of another file": lambda: document(stream(b"", "/Ref<</F(a.pdf)/Page 0>>"), page="/Contents 4 0 R"),
    "picture in another file": lambda: document(stream(b"", "/F(/etc/passwd)"), page="/Contents 4 0 R"),
    "file attached": attached,
    "file attached by no name": lambda: attached("/Old 4 0 R"),
    "file that belongs to it": lambda: attached("/AF[4 0 R]"),
    "collection of files": lambda: attached("/Collection<</View/D>>"),
    "form of another kind (XFA)": lambda: document(
        stream(b"<xdp:xdp><script>xfa.host.messageBox('a')</script></xdp:xdp>"), root="/AcroForm<</XFA 4 0 R>>"
    ),
    "film": lambda: document(page=note("/Subtype/Screen/A<</S/Rendition/OP 0>>")),
    "three dimensions": lambda: document(page=note("/Subtype/3D")),
}  # fmt: skip
LOCKED = {
    "locked for its owner": lambda: saved(document(), encryption=Encryption(owner="x")),
    "locked with a word": lambda: saved(document(), encryption=Encryption(owner="x", user="y")),
    "locked in the old way": lambda: saved(
        document(), encryption=Encryption(owner="x", user="y", R=3, aes=False, metadata=False)
    ),
    "locked, with a script": lambda: saved(
        document(root=ON_OPENING + SCRIPT), encryption=Encryption(owner="x")
    ),
}
COSTLY = {  # "a/b": either, as memory and speed allow
    "table that leads to itself": (looped_table, "clean"),
    "pages that lead to themselves": (looped_pages, "unreadable"),
    "parts that lead to each other": (looped_parts, "clean"),
    "packed objects in a circle": (looped_extents, "clean"),
    "60,000 pages": (lambda: many_pages(60_000), "pages/heavy"),
    "one page a hundred thousand times": (lambda: one_page_many_times(100_000), "pages/heavy"),
    "ten thousand million pages": (wide_tree, "unreadable"),
    "a count that lies": (lying_count, "clean"),
    "no page": (
        lambda: put_together([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        "pages",
    ),
    "packed object of 1.5 GB": (lambda: packed_objects(1_500_000_000), "heavy"),
    "700,000 packed objects": (lambda: many_packed_objects(700_000), "heavy"),
    "table of 1.5 GB": (table_in_a_bomb, "heavy"),
    "page of 4 GB": (page_in_a_bomb, "heavy"),
    "page packed three times": (lambda: page_in_a_bomb(3), "heavy"),
    "page of 4 GB in hexadecimal": (written_out_bomb, "heavy"),
    "picture of 4 GB": (pictured_bomb, "heavy"),
    "page of 4 GB with a predictor": (predicted_bomb, "heavy"),
    "arrays a million deep": (lambda: deep(1_000_000), "unreadable"),
    "arrays 400 deep": (lambda: deep(400), "clean"),
    "dictionaries 100,000 deep": (lambda: deep(100_000, opening="<</A", closing=">>"), "unreadable"),
    "chain of 50,000 objects": (lambda: long_chain(50_000), "clean/heavy"),
    "two million values": (lambda: many_values(2_000_000), "clean/heavy"),
}

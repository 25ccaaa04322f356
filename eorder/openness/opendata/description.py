"""Describe the open data in OpenAPI: its addresses, every answer, and the fields that all releases share.

What a release may hold is defined by the standard, whose published schemas are named by their addresses.
"""

from __future__ import annotations

from typing import Any

from eorder.openness.opendata.packaging import LICENSE

Part = dict[str, Any]

STANDARD = "https://standard.open-contracting.org/schema/1__1__5"
OCID = "^ocds-[a-z0-9]{6}-.+$"
MARK = (
    "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{6}Z"
    "_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
)
"""Form of the marks of `mark_of`."""
ADDRESS: Part = {"type": "string", "format": "uri"}
MOMENT: Part = {"type": "string", "format": "date-time"}


def description() -> Part:
    """Describe every address of the open data, itself included."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "e-Order: data terbuka",
            "version": "1.1",
            "summary": "Setiap langkah setiap pembelian menurut OCDS 1.1.5.",
            "description": "Tanpa pendaftaran dan tanpa kunci, untuk program dari situs mana pun. Sekali terbit, isi "
            "sebuah rilis tidak pernah diubah.",
            "license": {"name": "CC BY 4.0", "url": LICENSE},
        },
        "externalDocs": {
            "description": "Open Contracting Data Standard 1.1.5",
            "url": "https://standard.open-contracting.org/1.1/en/",
        },
        "servers": [],
        "paths": {
            "/ocds/releases": {"get": _releases()},
            "/ocds/releases/{release_id}": {"get": _release()},
            "/ocds/records/{ocid}": {"get": _record()},
            "/ocds/openapi.json": {"get": _itself()},
        },
        "components": {
            "headers": _headers(),
            "parameters": _conditions(),
            "responses": _refusals(),
            "schemas": _schemas(),
        },
    }


def _releases() -> Part:
    return {
        "operationId": "list_releases",
        "summary": "Semua rilis menurut tanggalnya, sehalaman demi sehalaman.",
        "description": "Mulai tanpa `after`; alamat halaman berikutnya ada di `links.next` dan di kepala `Link`.",
        "parameters": [
            {
                "name": "after",
                "in": "query",
                "description": "Penanda akhir halaman sebelumnya, tidak termasuk; pakai seperti yang diberikan. "
                "Kosong: dari awal.",
                "required": False,
                "schema": {"type": "string", "pattern": f"^$|{MARK}"},
            },
            *_asked_again(),
        ],
        "responses": _answers("ReleasePackage", "Paling banyak 100 rilis.", Link=_named("headers", "Link"))
        | {"422": _named("responses", "InvalidMark")},
    }


def _release() -> Part:
    return {
        "operationId": "read_release",
        "summary": "Satu rilis, persis seperti waktu terbit.",
        "parameters": [_in_path("release_id", {"type": "string", "minLength": 1}), *_asked_again()],
        "responses": _answers("ReleasePackage", "Rilis itu saja."),
    }


def _record() -> Part:
    return {
        "operationId": "read_record",
        "summary": "Semua rilis satu proses, dan keadaannya sekarang.",
        "parameters": [_in_path("ocid", {"type": "string", "pattern": OCID}), *_asked_again()],
        "responses": _answers(
            "RecordPackage", "Satu catatan dengan semua rilisnya, yang terlama lebih dulu."
        ),
    }


def _itself() -> Part:
    return {
        "operationId": "read_description",
        "summary": "Uraian ini.",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "content": _json({"type": "object", "required": ["openapi"]}),
            },
            "400": _named("responses", "BadRequest"),
        },
    }


def _answers(schema: str, words: str, **headers: Part) -> Part:
    kept = {
        name: _named("headers", name) for name in ("ETag", "Last-Modified", "Access-Control-Allow-Origin")
    }
    return {
        "200": {
            "description": words,
            "headers": kept | headers,
            "content": _json(_named("schemas", schema)),
        },
        "304": {"description": "Tidak berubah sejak jawaban yang sudah ada pada penanya.", "headers": kept},
        "400": _named("responses", "BadRequest"),
        "404": _named("responses", "NotFound"),
        "503": _named("responses", "Busy"),
    }


def _asked_again() -> list[Part]:
    return [_named("parameters", name) for name in _conditions()]


def _conditions() -> Part:
    return {
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "description": "`ETag` jawaban yang sudah ada; 304 bila masih sama.",
            "required": False,
            "schema": {"type": "string"},
        },
        "IfModifiedSince": {
            "name": "If-Modified-Since",
            "in": "header",
            "description": "`Last-Modified` jawaban yang sudah ada; `If-None-Match` lebih tepat dan didahulukan.",
            "required": False,
            "schema": {"type": "string"},
        },
    }


def _headers() -> Part:
    return {
        "ETag": _header("Berubah bila isinya berubah.", '^"[0-9a-f]{64}"$'),
        "Last-Modified": _header("Tanggal rilis terbaru di dalamnya.", " GMT$"),
        "Access-Control-Allow-Origin": _header("Program di halaman mana pun boleh membacanya.", "^[*]$"),
        "Link": {
            "description": 'Alamat halaman berikutnya (`rel="next"`), bila ada.',
            "required": False,
            "schema": {"type": "string"},
        },
    }


def _header(words: str, pattern: str) -> Part:
    return {"description": words, "required": True, "schema": {"type": "string", "pattern": pattern}}


def _refusals() -> Part:
    words = {
        "BadRequest": "Alamatnya berisi tanda yang bukan huruf.",
        "NotFound": "Tidak ada rilis dengan nomor, proses, atau sesudah penanda itu.",
        "InvalidMark": "`after` bukan penanda dari halaman sebelumnya.",
        "Busy": "Sedang ramai atau basis data tidak terjangkau; coba lagi sesudah `Retry-After` detik.",
    }
    return {
        name: {"description": text, "content": _json(_named("schemas", "Refusal"))}
        for name, text in words.items()
    }


def _schemas() -> Part:
    head = {
        "uri": ADDRESS,
        "version": {"const": "1.1"},
        "publishedDate": MOMENT,
        "publisher": _object({"name": {"type": "string"}, "uri": ADDRESS}),
        "license": {"const": LICENSE},
        "publicationPolicy": ADDRESS,
        "extensions": {"type": "array", "items": ADDRESS, "uniqueItems": True},
    }
    return {
        "ReleasePackage": _standard("release-package") | _object(
            head | {"releases": _filled("Release")}, links=_object({"next": ADDRESS})
        ),
        "RecordPackage": _standard("record-package") | _object(head | {"records": _filled("Record")}),
        "Record": _object(
            {"ocid": _ocid(), "releases": _filled("Release"), "compiledRelease": _named("schemas", "Release")}
        ),
        "Release": _standard("release") | _object(_of_each_release()),
        "Refusal": _object(
            {
                "code": {"type": "string"},
                "sentence": {"type": "string"},
                "problems": {"type": "object", "additionalProperties": {"type": "string"}},
            }
        ),
    }  # fmt: skip


def _of_each_release() -> Part:
    name: Part = {"type": "string", "minLength": 1}
    return {
        "ocid": _ocid(),
        "id": name,
        "date": MOMENT,
        "tag": {"type": "array", "items": name, "minItems": 1},
        "initiationType": {"const": "tender"},
        "language": {"const": "id"},
        "buyer": _object({"id": name, "name": name}),
        "parties": {"type": "array", "items": _object({"id": name, "name": name}), "minItems": 1},
    }


def _standard(name: str) -> Part:
    """Point to the standard's own schema."""
    return {"externalDocs": {"description": f"{name} 1.1.5", "url": f"{STANDARD}/{name}-schema.json"}}


def _object(fields: Part, **more: Part) -> Part:
    """Describe an object that has all of the fields, may have those in `more`, and any others of the standard."""
    return {"type": "object", "required": [*fields], "properties": {**fields, **more}}


def _filled(schema: str) -> Part:
    return {"type": "array", "items": _named("schemas", schema), "minItems": 1}


def _ocid() -> Part:
    return {"type": "string", "pattern": OCID}


def _in_path(name: str, schema: Part) -> Part:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _named(kind: str, name: str) -> Part:
    return {"$ref": f"#/components/{kind}/{name}"}


def _json(schema: Part) -> Part:
    return {"application/json": {"schema": schema}}

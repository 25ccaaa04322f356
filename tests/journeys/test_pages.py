"""Every kind of page: open to everybody, light and dark, down to 320 pixels, and light enough to load."""

import pytest

from tests.journeys.browsing import DESK, PHONE, barriers, overflow, resize

MOST = {"document": 25_000, "stylesheet": 15_000, "script": 15_000, "other": 1_000}  # bytes over the wire
MOST_HTMX = 13_000
MOST_TOGETHER = 60_000
PUBLIC = (
    "/", "/pembelian", "/katalog", "/masuk", "/akses", "/data-terbuka", "/komponen", "/tidak-ada",
    ("/pembelian", ".task-list a"), ("/katalog", ".product-card a"), ("/paket/99010001", ""),
    "/katalog?q=nasi+kotk", "/katalog/urutan", "/kategori", ("/kategori", "a[href^='/kategori/']"),
    ("/katalog", ".product-card a", "a[href*='/banding']"), "/gabung", "/gabung/kode", "/sanksi", "/sanksi?masa=lalu",
    "/kurasi",
)  # fmt: skip
OFFICIAL = (
    "/tugas", "/kerja/paket", "/kerja/pesanan", "/kerja/alamat", ("/kerja/paket", ".task-list a"),
    ("/kerja/pesanan", ".task-list a"),
    ("/kerja/pesanan", ".task-list li:is(:has-text('Dibayar'), :has-text('Selesai')) a", "a[href$='/daftar-hitam']"),
)  # fmt: skip
SELLER = (
    "/tugas", "/usaha/produk", "/usaha/produk/baru", "/usaha/produk/baru?kategori=nasi-kotak",
    "/usaha", "/usaha/api", "/usaha/sanksi", "/usaha/produk/impor",
    ("/usaha/produk", "a[href$='/harga']"), ("/usaha/produk", "a[href$='/tarik']"),
    ("/usaha/produk", "a[href$='/kapasitas']"),
    ("/usaha/produk", "a[href$='/foto']"), ("/usaha/produk", "a[href$='/kurasi']"),
    ("/usaha/produk", "a[href$='/rekening']"), ("/usaha/produk", "a[href$='/belum-dipilih']"),
)  # fmt: skip
CURATOR = (
    "/tugas", "/kerja/pendaftaran", "/kerja/sanksi", ("/kerja/sanksi?q=contoh", "a[href$='/tangguhkan']"),
)  # fmt: skip
JOINING = ("/gabung", "/gabung/langkah/usaha", "/gabung/langkah/kapasitas", "/gabung/klaim")
READERS = {"": PUBLIC, "ppk.gbr": OFFICIAL, "kertas": (*SELLER, *JOINING), "kurator.gbr": CURATOR}


def visit(somebody, kind):
    """Go to a page kind: its address, or from another page by the first link of each kind."""
    address, *links = (kind,) if isinstance(kind, str) else kind
    somebody.open(address)
    for link in filter(None, links):
        somebody.page.locator(f"main {link}").first.click()
        somebody.page.wait_for_load_state("load")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_each_kind_when_checked_then_bars_nobody_and_never_scrolls_sideways(reader, scheme, people):
    somebody = people(reader, color_scheme=scheme)
    found = []
    for kind in READERS[reader]:
        visit(somebody, kind)
        for width in (PHONE, DESK):
            resize(somebody.page, width)
            found += barriers(somebody.page)
        if wider := overflow(somebody.page):
            found.append(f"{somebody.page.url} is {wider} pixels too wide")
        resize(somebody.page, DESK)
    assert found == []


@pytest.mark.parametrize("reader", READERS)
def test_page_of_each_kind_when_loaded_first_then_keeps_its_weight(reader, people):
    signed_in = people(reader)
    found = []
    for kind in READERS[reader]:
        visit(signed_in, kind)
        found += overweight(people, signed_in)
    assert found == []


def overweight(people, somebody):
    """Load a person's present page in an empty browser of theirs, and list what weighs too much."""
    path = somebody.page.url.removeprefix(somebody.site)
    fresh = people(storage_state=somebody.page.context.storage_state())
    requests = []
    fresh.page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 (it is asked how many it takes)
    fresh.open(path)
    fresh.page.wait_for_load_state("networkidle")
    weights = [(each, each.sizes()["responseBodySize"]) for each in requests]
    fresh.page.context.close()
    counted = [(each, size) for each, size in weights if each.resource_type not in {"font", "image"}]
    heavy = [f"{path}: {each.url} {size}" for each, size in counted if size > limit_of(each)]
    together = sum(size for _, size in counted)
    assert {"document", "stylesheet", "script"} <= {each.resource_type for each, _ in counted}
    return heavy + ([f"{path} together {together}"] if together > MOST_TOGETHER else [])


def limit_of(request):
    return MOST_HTMX if "htmx" in request.url else MOST.get(request.resource_type, 0)

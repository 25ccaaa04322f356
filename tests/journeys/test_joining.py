"""From "I have a phone and a NIB" to a product handed to curation, on a screen of 360 pixels, counted."""

import re
import time

from tests.factories.joining import JOINING_PASSWORD, answers_of
from tests.factories.joining_refusals import FIELDS
from tests.journeys.browsing import PHONE, resize
from tests.journeys.thumb import Thumb

MOST_FIELDS, MOST_SECONDS, CHARACTERS_A_SECOND = 40, 12 * 60, 2
PATIENCE = 60
CRITERIA = ("rasa", "porsi", "kemasan", "kebersihan", "halal", "foto")
OWNER, KITCHEN, ADDRESS = "Cempaka Contoh", "Dapur Contoh Cempaka", "cempaka@contoh.example"
NUMBERS = answers_of(5)["usaha"]


def letter_to(site, address, wanted):
    """The link in the latest letter to an address; the worker sends it a moment after the form."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for path in sorted(
            (site.home / "mail").glob("*.log"), key=lambda each: each.stat().st_mtime, reverse=True
        ):
            text = path.read_text(encoding="utf-8", errors="replace").replace("=\n", "").replace("=3D", "=")
            if f"To: {address}" in text and (found := re.search(rf"https?://\S*{wanted}\S*", text)):
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no letter with {wanted} came to {address}")


def get_in(site, thumb, address):
    """From the front page to an account of one's own."""
    thumb.person.open("/")
    thumb.follow("Jual di sini").reads("Enam langkah pendek").meet("1-anda")
    thumb.type("Nama Anda", OWNER).type("Surel", address).type("Kata sandi baru", JOINING_PASSWORD)
    thumb.press("Kirim kode ke surel saya").reads("Masukkan kode dari surel")
    thumb.open(letter_to(site, address, "/gabung/kode")).meet("1-kode").press("Buka akun saya")
    return thumb.reads("Usaha Anda")


def go_through_curation(site, watcher, curator, thumb):
    """From a product handed in to its certificate: seen by everybody, by the curator and by the seller."""
    letter_to(site, "kurator.gbr@contoh.example", "/kerja/kurasi/")
    watcher.open("/kurasi")
    watcher.reads("dari 5 hari kerja").look("antrean")
    thumb.person.follow("Urutan dan hasilnya").reads("Urutan ke-1")
    thumb.meet("12-antrean")
    curator.turn_to("Pendaftaran").follow("Nilai produk: Nasi kotak ayam bakar").look("kurator-kurasi")
    curator.press("Simpan nilai").reads("perlu diperbaiki")
    for key in CRITERIA:
        curator.page.locator(f"label[for='f-points-{key}-4']").click()
        curator.page.locator(f"textarea[name='evidence-{key}']").fill("Kemasan rapi, izin lengkap.")
    curator.press("Simpan nilai").reads("Nilai tersimpan")
    thumb.person.open("/gabung")
    thumb.person.reads("Usaha ini aktif").follow("Produk saya").follow("Kurasi").reads("Mutu B")
    thumb.meet("13-mutu")
    watcher.open(thumb.person.page.get_by_role("link", name="Halaman periksa").get_attribute("href"))
    watcher.reads("Berlaku").look("sertifikat").follow("Nasi kotak ayam bakar").reads("Mutu B").look("mutu")


def test_newcomer_when_joining_on_a_phone_then_within_forty_fields_and_twelve_minutes(site, people, capsys):
    thumb = get_in(site, Thumb(people()), ADDRESS)
    thumb.meet("2-usaha").choose("Bentuk usaha", "perorangan").type("Nama usaha", KITCHEN)
    thumb.choose("Yang Anda jual", "Nasi kotak").type("NIK pemilik", NUMBERS["nik"][0])
    thumb.type("NPWP", NUMBERS["npwp"][0]).type("NIB", NUMBERS["nib"][0]).type("KBLI", "56210")
    thumb.choose("Kecamatan", "Gambir").type("Jalan dan nomor", "Gang Contoh 4").type(
        "Telepon", "081200000005"
    )
    thumb.press("Simpan dan lanjut").reads("Dari satu angka").meet("3-pajak")
    thumb.mark("Sudah berjalan setahun").type("Jumlahnya", "120000000").mark("Belum diperiksa")
    thumb.mark("Saya menyatakan omzet").mark("Omzet saya tidak lebih").press("Simpan dan lanjut")
    thumb.reads("Rekening untuk pembayaran")

    back = Thumb(people())  # the phone was lost; another one goes on where this one stood
    back.person.open("/gabung")
    back.follow("Masuk dan lanjutkan").person.identify(ADDRESS, JOINING_PASSWORD).reads("Lanjutkan mengisi")
    assert back.person.page.get_by_text("Tersimpan", exact=True).count() == 2
    for count in ("fields", "folded", "taps", "characters", "pages"):
        setattr(back, count, getattr(thumb, count))
    thumb = back.follow("Lanjutkan mengisi").reads("Rekening untuk pembayaran").meet("4-rekening")
    thumb.type("Bank", "Bank Contoh").type("Nomor rekening", "1234567890").press("Simpan dan lanjut")
    thumb.reads("Sanggup dibuat sehari").meet("5-kapasitas").type("Sanggup dibuat sehari", "150").mark(
        "Minggu"
    )
    thumb.mark("Seluruh Kota Administrasi Jakarta Pusat").press("Simpan dan lanjut").reads(
        "Beri tanda bila benar"
    )
    thumb.meet("6-pernyataan").mark("Anggota Jakpreneur").mark("Milik perempuan").mark(
        "saya buat atau kerjakan"
    )
    thumb.mark("Saya setuju").press("Simpan dan lihat ringkasan").reads("Setelah dikirim").meet("7-ringkasan")
    thumb.press("Kirim pendaftaran").reads("Pendaftaran terkirim.").meet("8-menunggu")

    curator = (
        people("kurator.gbr", album="gabung").look("kurator-tugas").follow(f"Periksa pendaftaran: {KITCHEN}")
    )
    curator.reads(NUMBERS["nib"][0]).look("kurator-periksa").press("Terima pendaftaran")
    curator.reads("Pendaftaran diterima").look("kurator-diterima")

    thumb.person.open("/gabung")
    thumb.reads("Pendaftaran diterima.").meet("9-diterima").follow("Daftarkan produk pertama")
    thumb.reads("Harga per satuan").meet("10-produk").type("Nama produk", "Nasi kotak ayam bakar")
    thumb.type("Harga", "32000").choose("Satuan", "kotak")
    thumb.type("Isi atau menu", "Nasi, ayam, sayur").type("Berat satu porsi", "400").choose(
        "Kemasan", "kotak karton"
    )
    thumb.choose("Status halal", "bersertifikat").type("Aman dimakan selama", "6")
    thumb.press("Simpan produk ini").reads("Diserahkan ke kurasi")
    thumb.person.open("/gabung")
    thumb.reads("Diserahkan ke kurasi: Nasi kotak ayam bakar").meet("11-kurasi")
    go_through_curation(site, people(album="gabung"), curator, thumb)
    seconds = thumb.characters / CHARACTERS_A_SECOND
    with capsys.disabled():
        print(  # noqa: T201 - the counts are what is asked for
            f"\njoining: {thumb.fields} fields ({thumb.folded} more are folded away), {thumb.taps} taps, "
            f"{thumb.characters} characters, "
            f"{seconds / 60:.1f} minutes at {CHARACTERS_A_SECOND} a second ({', '.join(thumb.pages)})"
        )
    assert thumb.fields <= MOST_FIELDS
    assert seconds <= MOST_SECONDS


def typed_wrong(page, step, typed, changed):
    """Fill a step's form with what is right but for one field, as the browser sends it; the answer."""
    fields = {**typed, **{name: [value] for name, value in changed.items()}}
    page.goto(page.url.partition("/gabung")[0] + f"/gabung/langkah/{step}")
    page.evaluate(
        """fields => { const form = document.querySelector('main form.form');
            for (const name of Object.keys(fields))
                form.querySelectorAll(`[name="${name}"]`).forEach(each => each.remove());
            for (const [name, values] of Object.entries(fields)) for (const value of values) {
                const each = document.createElement('input');
                each.type = 'hidden'; each.name = name; each.value = value; form.append(each); }
            form.submit(); }""",
        fields,
    )
    page.locator(".error-summary").wait_for()


def test_refusals_when_every_field_is_typed_wrong_then_each_is_said_at_its_field(site, people, capsys):
    thumb = get_in(site, Thumb(people()), "salah@contoh.example")
    page, steps = thumb.person.page, answers_of(1)
    resize(page, PHONE)
    thumb.choose("Bentuk usaha", "perorangan").type("Nama usaha", KITCHEN).choose(
        "Yang Anda jual", "Nasi kotak"
    )
    for label, name in (("NIK pemilik", "nik"), ("NPWP", "npwp"), ("NIB", "nib"), ("KBLI", "kbli")):
        thumb.type(label, steps["usaha"][name][0])
    thumb.choose("Kecamatan", "Gambir").type("Telepon", "081200000006").press("Simpan dan lanjut")
    thumb.reads("Dari satu angka")
    said = []
    for step, changed, name, code in FIELDS:
        if changed in ({"nik": ""}, {"days_off": "9-8-2026"}) or name == "suket_until":
            continue  # an empty NIK keeps the one that is known; the others depend on the day
        typed_wrong(page, step, steps[step], changed)
        sentence = page.locator(f"#f-{name}-error").inner_text().removeprefix("Perbaiki:").strip()
        assert page.locator("main code").all_inner_texts() == [code]
        said.append(f"{step}.{name} {code}: {sentence}")
    with capsys.disabled():
        print("\n" + "\n".join(said))  # noqa: T201 - the sentences are what is asked for
    assert len(said) > 40
    assert page.goto(f"{site.url}/gabung").status == 200
    assert page.get_by_text("Tersimpan", exact=True).count() == 1

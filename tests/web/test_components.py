"""The parts of pages write exactly this HTML, escape what people typed, and stay small."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.template import engines
from django.urls import path
from django.utils import translation
from fontTools.ttLib import TTFont

from eorder.foundation.errors import NotFoundError
from eorder.foundation.money import Rupiah
from eorder.web import formats
from eorder.web.fonts import FILE_NAME, LARGEST_SIZE, build_font, subset_font
from eorder.web.jinja import environment
from eorder.web.public.views.components_page import components_page

WEB = Path(formats.__file__).parent
TEMPLATES = sorted(WEB.glob("templates/**/*.jinja"))
MOMENT = datetime(2026, 8, 13, 4, 15, tzinfo=UTC)  # 11.15 in Jakarta

urlpatterns = i18n_patterns(
    path("komponen", components_page, name="components"), prefix_default_language=False
)


@pytest.fixture(autouse=True)
def _indonesian(settings):
    settings.ROOT_URLCONF = __name__
    with translation.override("id"):
        yield


def rendered(name: str, call: str, **context: object) -> str:
    source = f'{{% from "components/{name}.jinja" import {name} %}}{{{{ {call} }}}}'
    made = engines["jinja2"].from_string(source).render(context)
    return re.sub(r"\s*\n\s*", "", made).strip()


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Rupiah(7_500_000), "Rp\u00a07.500.000"),
        (0, "Rp\u00a00"),
        (999, "Rp\u00a0999"),
        (Rupiah(-250_000), "\N{MINUS SIGN}Rp\u00a0250.000"),
    ],
)
def test_money_when_shown_then_is_rupiah_with_dots(amount, written):
    assert rendered("money", "money(amount)", amount=amount) == f'<span class="money">{written}</span>'


def test_money_when_big_then_says_so_to_the_style():
    assert rendered("money", "money(5, big=True)") == '<span class="money money--big">Rp\u00a05</span>'


def test_money_when_page_is_english_then_has_commas():
    with translation.override("en"):
        assert rendered("money", "money(7500000)") == '<span class="money">Rp\u00a07,500,000</span>'


def test_constant_when_rendered_in_two_languages_then_follows_the_page():
    template = environment().from_string("{{ 7500000|rupiah }}")
    indonesian = template.render()
    with translation.override("en"):
        assert (indonesian, template.render()) == ("Rp\u00a07.500.000", "Rp\u00a07,500,000")


def test_date_when_a_moment_then_shows_jakarta_time():
    assert rendered("date", "date(when)", when=MOMENT) == (
        '<time class="date" datetime="2026-08-13T11:15+07:00">Kam, 13 Agu 2026, 11.15\u00a0WIB</time>'
    )


def test_date_when_a_day_then_has_no_clock():
    assert rendered("date", "date(when)", when=date(2026, 8, 7)) == (
        '<time class="date" datetime="2026-08-07">Jum, 7 Agu 2026</time>'
    )


def test_day_when_it_is_already_tomorrow_in_jakarta_then_is_tomorrow():
    assert formats.tanggal(datetime(2026, 8, 13, 17, 0, tzinfo=UTC)) == "Jum, 14 Agu 2026"


def test_moment_when_page_is_english_then_uses_english_words():
    with translation.override("en"):
        assert formats.waktu(MOMENT) == "Thu, 13 Aug 2026, 11:15\u00a0WIB"


@pytest.mark.parametrize(
    ("thousandths", "written"), [(125_000, "125"), (2_500, "2,5"), (1, "0,001"), (-1_500_000, "−1.500")]
)
def test_quantity_when_in_thousandths_then_drops_needless_digits(thousandths, written):
    assert formats.angka(thousandths) == written


@pytest.mark.parametrize(
    ("left", "css", "words"),
    [
        (2, "due", "2 hari kerja lagi"),
        (1, "due due--soon", "1 hari kerja lagi"),
        (0, "due due--soon", "hari ini"),
        (-1, "due due--late", "lewat 1 hari kerja"),
    ],
)
def test_due_when_days_pass_then_turns_from_left_to_late(left, css, words):
    assert rendered("due", "due(at, left)", at=date(2026, 8, 18), left=left) == (
        f'<span class="{css}"><b>{words}</b>'
        '<small><time class="date" datetime="2026-08-18">Sel, 18 Agu 2026</time></small></span>'
    )


def test_field_when_wrong_then_ties_label_hint_and_error_to_the_control():
    call = 'field("alasan", "Alasan", hint="Terbuka.", error="Isi alasan.", value=typed, attrs=attrs)'
    assert rendered("field", call, typed='"><script>', attrs={"required": True}) == (
        '<div class="field field--text field--wrong">'
        '<label for="f-alasan">Alasan</label>'
        '<p class="hint" id="f-alasan-hint">Terbuka.</p>'
        '<p class="error" id="f-alasan-error"><span class="hidden">Perbaiki: </span>Isi alasan.</p>'
        '<input type="text" id="f-alasan" name="alasan" value="&#34;&gt;&lt;script&gt;"'
        ' aria-describedby="f-alasan-hint f-alasan-error" aria-invalid="true" required></div>'
    )


def test_field_when_money_then_shows_dots_and_keeps_what_was_typed_wrong():
    assert 'value="42.000"' in rendered("field", 'field("harga", "Harga", "money", value=42000)')
    assert 'value="42,5"' in rendered("field", 'field("harga", "Harga", "money", value="42,5")')


def test_field_when_page_is_english_then_figures_are_still_as_forms_read_them():
    with translation.override("en"):
        assert 'value="42.000"' in rendered("field", 'field("harga", "Price", "money", value=42000)')
        assert 'value="2,5"' in rendered("field", 'field("jumlah", "Amount", "quantity", value=2500)')


def test_field_when_radios_then_the_summary_lands_on_the_first():
    call = 'field("putusan", "Putusan", "radios", value="b", options=[("a", "A"), ("b", "B")])'
    assert rendered("field", call) == (
        '<div class="field field--radios"><fieldset><legend>Putusan</legend>'
        '<div class="choice"><input type="radio" id="f-putusan" name="putusan" value="a">'
        '<label for="f-putusan">A</label></div>'
        '<div class="choice"><input type="radio" id="f-putusan-2" name="putusan" value="b" checked>'
        '<label for="f-putusan-2">B</label></div></fieldset></div>'
    )


def test_error_summary_when_fields_are_wrong_then_links_to_them():
    made = rendered(
        "error_summary", "error_summary(problems)", problems={"harga": "Isi <b>.", "": "Pilih barang."}
    )
    assert made == (
        '<div class="error-summary" role="alert" tabindex="-1" autofocus>'
        "<h2>Ada 2 hal yang perlu diperbaiki</h2><ul>"
        '<li><a href="#f-harga">Isi &lt;b&gt;.</a></li><li>Pilih barang.</li></ul></div>'
    )


def test_error_summary_when_nothing_is_wrong_then_is_not_there():
    assert rendered("error_summary", "error_summary({})") == ""


def test_timeline_when_a_step_is_open_then_marks_it_for_eye_and_ear():
    entries = [
        {"title": "Dipesan", "state": "done", "when": date(2026, 8, 10), "who": "Rini <Contoh>"},
        {"title": "Diantar", "state": "now", "text": "Di jalan"},
        {"title": "Dibayar", "state": "later"},
    ]
    assert rendered("timeline", "timeline(entries)", entries=entries) == (
        '<ol class="timeline"><li class="timeline__done"><h3>Dipesan</h3><p class="timeline__facts">'
        '<time class="date" datetime="2026-08-10">Sen, 10 Agu 2026</time> · Rini &lt;Contoh&gt;</p></li>'
        '<li class="timeline__now" aria-current="step"><h3>Diantar '
        '<span class="hidden">(sedang berjalan)</span></h3><p>Di jalan</p></li>'
        '<li class="timeline__later"><h3>Dibayar <span class="hidden">(belum)</span></h3></li></ol>'
    )


def test_table_when_cells_have_kinds_then_names_rows_and_formats_figures():
    call = 'table([("Barang", "text"), ("Harga", "money")], [["Nasi", 42000]], foot=["Jumlah", 42000])'
    money = '<td role="cell" data-label="Harga" class="number"><span class="money">Rp\u00a042.000</span></td>'
    assert rendered("table", call) == (
        '<table class="table" role="table"><thead role="rowgroup"><tr role="row">'
        '<th scope="col" role="columnheader">Barang</th>'
        '<th scope="col" role="columnheader" class="number">Harga</th></tr></thead>'
        f'<tbody role="rowgroup"><tr role="row">'
        f'<th scope="row" role="rowheader">Nasi</th>{money}</tr></tbody>'
        f'<tfoot role="rowgroup"><tr role="row">'
        f'<th scope="row" role="rowheader">Jumlah</th>{money}</tr></tfoot>'
        "</table>"
    )


def test_components_page_when_switched_on_then_shows_them(rf, monkeypatch, settings):
    settings.ROOT_URLCONF = "config.urls"
    monkeypatch.setenv("EORDER_COMPONENTS", "1")
    assert components_page(rf.get("/komponen")).status_code == 200


def test_components_page_when_not_switched_on_then_is_not_there(rf, monkeypatch):
    monkeypatch.delenv("EORDER_COMPONENTS", raising=False)
    with pytest.raises(NotFoundError):
        components_page(rf.get("/komponen"))


@pytest.mark.parametrize(
    ("code", "address", "link"),
    [
        ("id", "/komponen?q=a", 'href="/en/komponen?q=a" lang="en"'),
        ("en", "/en/komponen?q=a", 'href="/komponen?q=a" lang="id"'),
    ],
)
def test_frame_when_a_page_has_two_languages_then_links_to_the_other(rf, code, address, link):
    with translation.override(code):
        made = engines["jinja2"].get_template("errors/404.jinja").render({}, rf.get(address))
    assert f'<html lang="{code}">' in made
    assert link in made


def test_frame_when_the_address_is_unknown_then_offers_no_other_language(rf):
    made = engines["jinja2"].get_template("errors/404.jinja").render({}, rf.get("/tidak-ada"))
    assert "hreflang" not in made


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500])
def test_error_page_when_nothing_is_known_but_the_status_then_says_what_to_do(status):
    made = engines["jinja2"].get_template(f"errors/{status}.jinja").render({})
    assert made.count("<h1>") == 1
    assert f"Galat {status}" in made
    assert '<html lang="id">' in made


def test_frame_when_someone_is_signed_in_then_offers_sign_out_by_post(rf):
    request = rf.get("/komponen")
    context = {"actor": SimpleNamespace(name="Rini <Contoh>"), "role": "PPK", "sentence": "Tidak boleh."}
    made = engines["jinja2"].get_template("errors/403.jinja").render(context, request)
    assert "<summary><span>Rini &lt;Contoh&gt;</span></summary>" in made
    assert '<form method="post" action="/keluar"><input type="hidden" name="csrfmiddlewaretoken"' in made
    assert "<p>Tidak boleh.</p>" in made


def test_letter_when_all_is_known_then_reads_as_plain_text():
    context = {
        "name": "Rini Contoh",
        "what": "Pesanan 000/CONTOH menunggu jawaban <Anda> & dapur.",
        "source": "Kecamatan Contoh",
        "amount": Rupiah(7_500_000),
        "due_at": MOMENT,
        "link": "http://localhost:8000/pesanan/000?a=1&b=2",
    }
    made = engines["jinja2"].get_template("email/base.txt.jinja").render(context)
    assert made.split("\n--\n")[0] == (
        "Yth. Rini Contoh,\n\nPesanan 000/CONTOH menunggu jawaban <Anda> & dapur.\n\n"
        "Dari: Kecamatan Contoh\nNilai: Rp\u00a07.500.000\n"
        "Paling lambat: Kam, 13 Agu 2026, 11.15\u00a0WIB\n\n"
        "Buka:\nhttp://localhost:8000/pesanan/000?a=1&b=2\n"
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_template_when_read_then_has_no_inline_style_script_or_handler(template):
    source = template.read_text()
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", source) == []


def test_components_when_listed_then_each_file_holds_the_macro_of_its_name():
    missing = [
        each.stem
        for each in WEB.glob("templates/components/*.jinja")
        if f"{{% macro {each.stem}(" not in each.read_text()
    ]
    assert missing == []


def test_style_when_compressed_then_is_under_its_budget():
    assert len(gzip.compress((WEB / "static/css/eorder.css").read_bytes())) < 15_000


def test_font_when_made_twice_then_is_small_and_the_same():
    made = subset_font()
    font = TTFont(BytesIO(made))
    assert made == subset_font()
    assert len(made) <= LARGEST_SIZE
    assert [axis.axisTag for axis in font["fvar"].axes] == ["wght"]
    assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_font_when_up_to_date_then_is_left_alone(tmp_path):
    made = build_font(tmp_path)
    before = made.stat().st_mtime_ns
    assert (build_font(tmp_path), made.stat().st_mtime_ns) == (tmp_path / FILE_NAME, before)


@pytest.mark.parametrize(
    ("end", "written"),
    [
        (datetime(2026, 8, 13, 16, 59, tzinfo=UTC), "Kam, 13 Agu 2026, 11.15–23.59\N{NO-BREAK SPACE}WIB"),
        (
            datetime(2026, 8, 13, 17, 0, tzinfo=UTC),
            "Kam, 13 Agu 2026, 11.15\N{NO-BREAK SPACE}WIB – Jum, 14 Agu 2026, 00.00\N{NO-BREAK SPACE}WIB",
        ),
    ],
)
def test_span_when_both_ends_share_a_day_in_jakarta_then_names_it_once(end, written):
    assert formats.rentang(MOMENT, end) == written


def test_pay_clock_on_the_day_of_the_bast_then_says_whether_it_is_paid():
    assert "Hari serah terima; batas bayar 3 hari kerja" in rendered("pay_clock", "pay_clock(0, 3)")
    assert "Dibayar sebelum hari kerja berikutnya; batasnya 3" in rendered(
        "pay_clock", "pay_clock(0, 3, True)"
    )


@pytest.mark.parametrize(("chosen", "folded"), [(True, False), (False, True)])
def test_filter_when_nothing_is_chosen_then_is_folded(chosen, folded):
    groups = [("Tahap", "tahap", [("a", "Satu", None, chosen)])]
    made = rendered("filter", "filter('/paket', groups=groups)", groups=groups)
    assert ('<details class="filter__groups">' in made) is folded

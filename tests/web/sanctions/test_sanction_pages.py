"""The pages of sanctions: for everybody, for those who decide, and for the seller."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.sanctions.actions.note_likeness import note_likeness
from eorder.parties.sanctions.models import Sanction
from eorder.records.documents.models import Document
from tests.factories.cast import at
from tests.factories.purchases import order_in
from tests.factories.sanctions import (
    APPEAL,
    WHY,
    answered,
    appealed,
    blacklisted,
    decree,
    listed_row,
    nationally_listed,
    proposed,
    suspended,
)

NOW = at(11, "10.00")


def sent(**facts):
    return {"command": str(new_command()), **facts}


def paper(name="surat"):
    return SimpleUploadedFile("surat.pdf", decree(name).content, "application/pdf")


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_when_it_holds_one_or_three_then_takes_one_statement(
    city, ask, django_assert_num_queries, count
):
    for case in ("other", "B", "E")[:count]:
        suspended(city.sellers[case].id, at(10))
    with django_assert_num_queries(1):
        answer = ask(None, NOW, "/sanksi")
    assert text(answer).count("/sanksi/") == count
    assert "sessionid" not in answer.cookies
    assert answer.cookies == {}


def test_list_when_a_sanction_ends_then_it_moves_to_the_past_by_itself(city, ask):
    name = "Dapur Contoh Melur"
    suspended(city.sellers["other"].id, at(10), until=date(2026, 8, 11))
    assert name in text(ask(None, at(11, "23.59"), "/sanksi"))
    assert name not in text(ask(None, at(12, "00.00"), "/sanksi"))
    past = text(ask(None, at(12, "00.00"), "/sanksi?masa=lalu"))
    assert name in past
    assert "Berakhir" in past


def test_list_when_longer_than_a_page_then_goes_on(city, ask, monkeypatch):
    monkeypatch.setattr("eorder.web.public.views.sanctions.PAGE", 1)
    for case in ("other", "B"):
        suspended(city.sellers[case].id, at(10))
    first = text(ask(None, NOW, "/sanksi"))
    key = str(Sanction.objects.latest("id").id)
    assert f"sebelum={key}" in first
    assert "Melur" in text(ask(None, NOW, f"/sanksi?sebelum={key}"))
    assert ask(None, NOW, "/sanksi?sebelum=x").status_code == 404


def test_page_when_appealed_and_answered_then_tells_everything_in_two_statements(
    city, ask, django_assert_num_queries
):
    seller = city.sellers["other"]
    found = appealed(blacklisted(city, seller.id, at(10)), seller, at(10, "12.00"))
    sanction = Sanction.objects.get(id=found)
    with django_assert_num_queries(2):
        shown = text(ask(None, NOW, f"/sanksi/{found}"))
    digest = Document.objects.get(subject_id=found).sha256
    for words in (
        WHY,
        APPEAL,
        "Perpres 16/2018 ps. 78 ayat (3) huruf a",
        "SK/77/2026",
        digest,
        "keberatan diperiksa",
    ):
        assert words in shown, words
    english = text(ask(None, NOW, f"/en/sanksi/{found}"))
    assert "Blacklist" in english
    assert sanction.state == "appealed"


@pytest.mark.parametrize("step", ["proposed", "unknown"])
def test_page_when_undecided_or_unknown_then_is_not_there(city, ask, step):
    found = proposed(city, city.sellers["other"].id, at(10)) if step == "proposed" else new_command()
    assert ask(None, NOW, f"/sanksi/{found}").status_code == 404
    assert "Melur" not in text(ask(None, NOW, "/sanksi"))


def test_product_when_its_seller_is_sanctioned_then_leads_to_the_reasons_until_the_last_day(city, ask):
    seller = city.sellers["other"]
    found = suspended(seller.id, at(10), until=date(2026, 8, 12))
    path = f"/produk/{next(iter(seller.products.values()))}"
    assert f"/sanksi/{found}" in text(ask(None, NOW, path))
    after = text(ask(None, at(13), path))
    assert f"/sanksi/{found}" not in after
    assert "sedang tidak aktif" not in after


def test_catalogue_when_a_seller_is_sanctioned_then_its_goods_are_gone_until_the_last_day(city, ask):
    seller = city.sellers["other"]
    path = f"/produk/{seller.products['Kudapan 3 macam']}"
    suspended(seller.id, at(10), until=date(2026, 8, 12))
    pages = [text(ask(None, moment, "/katalog?q=kudapan&skala=micro")) for moment in (at(9), NOW, at(13))]
    assert [path in shown for shown in pages] == [True, False, True]


def test_curator_when_suspending_then_finds_the_seller_and_the_form_imposes(city, ask):
    curator, vendor = city.people["kurator"], city.sellers["other"].id
    path = f"/kerja/penjual/{vendor}/tangguhkan"
    assert path in text(ask(curator, NOW, "/kerja/sanksi?q=melur"))
    assert "tidak ada penjual aktif" in text(ask(curator, NOW, "/kerja/sanksi?q=tak+ada")).lower()
    assert "Tidak memenuhi surat pesanan" in text(ask(curator, NOW, path))
    bare = text(
        ask(curator, NOW, path, sent(ground="order_broken", decree_number="SK", reason="", paper=paper()))
    )
    assert 'id="f-reason-error"' in bare
    image = SimpleUploadedFile("a.pdf", b"bukan pdf", "application/pdf")
    odd = ask(curator, NOW, path, sent(ground="order_broken", decree_number="SK", reason=WHY, paper=image))
    assert (odd.status_code, 'id="f-paper-error"' in text(odd)) == (422, True)
    wrong = ask(curator, NOW, path, sent(ground="x", reason=WHY, since="2026-02-30", until="x"))
    assert wrong.status_code == 422
    assert text(wrong).count("ada di kalender") == 4
    facts = {"ground": "order_broken", "reason": WHY, "decree_number": "SK/5", "until": "2026-08-20"}
    done = ask(curator, NOW, path, sent(**facts, paper=paper()))
    assert (done.status_code, done["Location"]) == (303, "/kerja/sanksi?selesai=tangguh")
    assert Sanction.objects.get().until == date(2026, 8, 20)
    assert "Penangguhan tercatat" in text(ask(curator, NOW, done["Location"]))


def test_suspension_when_the_form_lacks_its_decree_then_says_so_at_the_fields(city, ask):
    path = f"/kerja/penjual/{city.sellers['other'].id}/tangguhkan"
    answer = ask(city.people["kurator"], NOW, path, sent(ground="order_broken", reason=WHY))
    assert answer.status_code == 422
    assert 'id="f-paper-error"' in text(answer)
    assert not Sanction.objects.exists()


def test_ppk_when_proposing_then_the_pa_decides_and_everybody_reads_it(city, ask):
    walk = order_in(OrderState.ACCEPTED, city)
    path = f"/kerja/pesanan/{walk.order}/daftar-hitam"
    assert path in text(ask(city.people["ppk"], NOW, f"/kerja/pesanan/{walk.order}"))
    assert path not in text(ask(city.people["bendahara"], NOW, f"/kerja/pesanan/{walk.order}"))
    assert ask(city.people["bendahara"], NOW, path).status_code == 403
    assert "24 bulan" in text(ask(city.people["ppk"], NOW, path))
    done = ask(city.people["ppk"], NOW, path, sent(ground="contract_broken", reason=WHY))
    assert done.status_code == 303
    assert "Usul dikirim" in text(ask(city.people["ppk"], NOW, done["Location"]))
    found = Sanction.objects.get().id
    desk = f"/kerja/sanksi/{found}"
    assert desk in text(ask(city.people["pa"], NOW, "/kerja/sanksi"))
    assert "Tetapkan daftar hitam" in text(ask(city.people["pa"], NOW, desk))
    decided = ask(
        city.people["pa"], NOW, desk, sent(putusan="tetapkan", decree_number="SK/6", paper=paper("enam"))
    )
    assert decided["Location"] == "/kerja/sanksi?selesai=tetapkan"
    assert WHY in text(ask(None, NOW, f"/sanksi/{found}"))
    assert desk in text(ask(city.people["pa"], NOW, "/kerja/sanksi"))
    assert "Tetapkan daftar hitam" not in text(ask(city.people["pa"], NOW, desk))


def test_pa_when_dismissing_then_nobody_else_reads_of_it(city, ask):
    found = proposed(city, city.sellers["other"].id, at(10))
    path = f"/kerja/sanksi/{found}"
    wrong = ask(city.people["pa"], NOW, path, sent(putusan="tolak", reason=""))
    assert wrong.status_code == 422
    assert 'id="f-reason-error"' in text(wrong)
    done = ask(city.people["pa"], NOW, path, sent(putusan="tolak", reason="Buktinya tidak cukup."))
    assert done["Location"] == "/kerja/sanksi?selesai=tolak"
    assert ask(None, NOW, f"/sanksi/{found}").status_code == 404


def test_seller_when_sanctioned_then_reads_it_and_appeals_once(city, ask):
    seller = city.sellers["other"]
    found = suspended(seller.id, at(10))
    path = f"/usaha/sanksi/{found}"
    assert "dikenai sanksi sampai" in text(ask(seller.actor, NOW, "/usaha/produk"))
    assert path in text(ask(seller.actor, NOW, "/usaha/sanksi"))
    assert ask(seller.actor, NOW, path, sent(text="")).status_code == 422
    done = ask(seller.actor, NOW, path, sent(text=APPEAL))
    assert done.status_code == 303
    shown = text(ask(seller.actor, NOW, done["Location"]))
    assert APPEAL in shown
    assert "Kirim keberatan" not in shown
    assert ask(city.sellers["A"].actor, NOW, path).status_code == 404


def test_seller_when_on_the_national_list_then_is_told_where_to_appeal(city, ask):
    seller = city.sellers["other"]
    shown = text(ask(seller.actor, NOW, f"/usaha/sanksi/{nationally_listed(seller.id, at(10))}"))
    assert "kepada yang menetapkannya" in shown
    assert "Daftar Contoh" in shown


def test_curator_when_answering_an_appeal_then_it_stands_in_public(city, ask):
    seller = city.sellers["other"]
    found = appealed(suspended(seller.id, at(10)), seller, at(10, "12.00"))
    path = f"/kerja/sanksi/{found}"
    assert path in text(ask(city.people["kurator"], NOW, "/kerja/sanksi"))
    done = ask(city.people["kurator"], NOW, path, sent(outcome="lift", reasons="Banjir itu benar terjadi."))
    assert done["Location"] == "/kerja/sanksi?selesai=putus"
    shown = text(ask(None, NOW, f"/sanksi/{found}"))
    assert "Banjir itu benar terjadi." in shown
    assert "Dicabut" in shown


def test_curator_when_deciding_on_their_own_suspension_then_told_that_another_must(city, ask):
    seller, curator = city.sellers["other"], city.people["kurator"]
    found = suspended(seller.id, at(10), by=curator, decree_number="SK/9", paper=decree("sembilan"))
    appealed(found, seller, at(10, "12.00"))
    assert f"/kerja/sanksi/{found}" not in text(ask(curator, NOW, "/kerja/sanksi")).split("Yang berlaku")[0]
    assert "diputuskan orang lain" in text(ask(curator, NOW, f"/kerja/sanksi/{found}"))


def test_curator_when_striking_a_listed_sanction_then_it_ends(city, ask):
    found = nationally_listed(city.sellers["other"].id, at(10))
    done = ask(
        city.people["kurator"], NOW, f"/kerja/sanksi/{found}", sent(reasons="Tidak ada lagi di daftar.")
    )
    assert done["Location"] == "/kerja/sanksi?selesai=coret"
    assert Sanction.objects.get().state == "lifted"


def test_desk_when_a_name_is_only_alike_then_the_curator_alone_reads_it(city, ask):
    note_likeness(
        vendor_id=city.sellers["other"].id, row=listed_row(name="Dapur Contoh Melur"), source="x", by=CLOCK, at=at(10),
        command=new_command(),
    )  # fmt: skip
    assert "Perlu diperiksa" in text(ask(city.people["kurator"], NOW, "/kerja/sanksi"))
    assert "Perlu diperiksa" not in text(ask(city.people["pa"], NOW, "/kerja/sanksi"))


def test_list_when_lifted_by_an_answer_then_stands_in_the_past(city, ask):
    seller = city.sellers["other"]
    answered(appealed(suspended(seller.id, at(10)), seller, at(11)), city.people["kurator"], "lift")
    assert "Dicabut" in text(ask(None, at(13), "/sanksi?masa=lalu"))

"""Packages at work: lists, acts by the right person only, files that lie, addresses."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eorder.buying.packages.queries import find_package
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.appoint_person import appoint_person
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.parties.workunits.queries import addresses_of
from eorder.records.documents.queries import documents_of
from eorder.records.journal.queries import events_of
from eorder.simulator.samples import sample_pdf
from eorder.simulator.sellers import SHOPS, open_shop
from tests.web.buyer.conftest import FOOD, SESSION, tomorrow
from tests.web.buyer.pages import command_of, text_of


def test_list_when_it_holds_one_or_three_packages_then_takes_the_same_statements(
    city, django_assert_num_queries
):
    pa = city.client("pa")
    city.announce("Konsumsi rapat")
    with django_assert_num_queries(SESSION + 1):
        assert "Konsumsi rapat" in text_of(pa.get(reverse("packages")))
    city.announce("Alat tulis")
    city.announce("Kertas")
    with django_assert_num_queries(SESSION + 1):
        assert "Kertas" in text_of(pa.get(reverse("packages")))


def test_list_when_searched_and_filtered_then_shows_only_those(city):
    first = city.announce("Konsumsi rapat")
    city.announce("Alat tulis")
    city.announce("Konsumsi unit lain", other=True)
    pa, address = city.client("pa"), reverse("packages")
    by_name = text_of(pa.get(address, {"q": "konsumsi"}))
    assert "Konsumsi rapat" in by_name
    assert "Alat tulis" not in by_name
    assert "Konsumsi unit lain" not in by_name
    assert "Konsumsi rapat" in text_of(pa.get(address, {"q": str(first.rup_id)}))
    assert "Tidak ada paket yang cocok" in text_of(pa.get(address, {"tahap": "active"}))


def test_list_when_longer_than_a_page_then_goes_on_after_the_last(city):
    for number in range(51):
        city.announce(f"Paket {number:02d} contoh")
    pa = city.client("pa")
    first = pa.get(reverse("packages"))
    assert "Paket 49 contoh" in text_of(first)
    assert "Paket 50 contoh" not in text_of(first)
    following = text_of(pa.get(reverse("packages"), {"setelah": str(99_020_050)}))
    assert "Paket 50 contoh" in following
    assert "Paket 49 contoh" not in following


def test_package_page_when_it_holds_little_or_much_then_takes_the_same_statements(
    city, django_assert_num_queries
):
    ppk = city.client("ppk")
    bare = city.announce()
    full, _ = city.ready_package()
    for package in (bare, full):
        with django_assert_num_queries(SESSION + 5):
            assert ppk.get(reverse("package", args=[package.id])).status_code == 200


def test_act_when_sent_by_the_wrong_role_then_is_refused_and_changes_nothing(city):
    package = city.announce()
    chosen = city.people()["ppk"].hats[0].appointment_id
    sent = city.client("ppk").post(
        reverse("dispose_to_ppk", args=[package.id]), {"command": new_command(), "person": chosen}
    )
    assert sent.status_code == 403
    assert find_package(package.id).state == "imported"


def test_act_when_the_appointment_has_ended_then_is_not_offered_or_taken(city):
    package = city.announce()
    person, now = city.people()["auditor"].person_id, timezone.now()
    appoint_person(
        unit_id=city.unit.id, person_id=person, role="ppk", decree_number="SK-LAMA", decree_date=now.date(),
        since=now - timedelta(days=9), until=now - timedelta(days=1), by=CLOCK, at=now, command=new_command(),
    )  # fmt: skip
    lapsed = next(hat for hat in city.people()["auditor"].hats if hat.role == "ppk")
    pa, address = city.client("pa"), reverse("dispose_to_ppk", args=[package.id])
    assert "SK-LAMA" not in text_of(pa.get(address))
    sent = pa.post(address, {"command": new_command(), "person": lapsed.appointment_id})
    assert sent.status_code == 422
    assert "surat tugasnya masih berlaku" in text_of(sent)


def test_disposition_when_one_person_would_hold_two_duties_then_says_why_and_does_not_offer_them(city):
    now, both = timezone.now(), city.people()["ppk"].person_id
    appoint_person(
        unit_id=city.unit.id, person_id=both, role="pejabat_pengadaan", decree_number="SK-RANGKAP",
        decree_date=now.date(), since=now - timedelta(days=9), by=CLOCK, at=now, command=new_command(),
    )  # fmt: skip
    package = city.announce()
    assert dispose(city, package).status_code == 303
    assert prepare(city, package, SimpleUploadedFile("kak.pdf", _pdf())).status_code == 303
    page = city.client("ppk").get(reverse("dispose_to_officer", args=[package.id]))
    assert "Satu orang tidak boleh menjadi PPK dan Pejabat Pengadaan" in text_of(page)
    assert page.content.decode().count('name="person"') == 1


def test_form_when_open_in_two_tabs_then_the_second_is_told_that_it_is_late(city):
    package = city.announce()
    chosen, pa = city.people()["ppk"].hats[0].appointment_id, city.client("pa")
    address = reverse("dispose_to_ppk", args=[package.id])
    tabs = [command_of(pa.get(address)) for _ in range(2)]
    first, second = (pa.post(address, {"command": tab, "person": chosen}) for tab in tabs)
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Tahap paket ini sudah lewat" in text_of(second)
    again = pa.post(address, {"command": tabs[0], "person": chosen})
    assert again.status_code == 303
    assert [event["name"] for event in events_of([package.id])] == [
        "package.imported",
        "package.disposed_to_ppk",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"MZ bukan pdf", "bukan PDF, JPEG, atau PNG"),
        (b"%PDF-1.7 rusak", "bukan PDF yang dapat dibaca"),
        (b"\x89PNG\r\n\x1a\n rusak", "tidak dapat dibaca"),
    ],
)
def test_preparation_when_the_upload_lies_then_is_refused_and_keeps_the_form(city, content, sentence):
    package = city.announce()
    dispose(city, package)
    sent = prepare(city, package, SimpleUploadedFile("kak.pdf", content, "application/pdf"))
    assert sent.status_code == 422
    assert sentence in text_of(sent)
    assert find_package(package.id).state == "with_ppk"
    assert documents_of([package.id], only_public=False) == []


def test_preparation_when_nothing_was_given_then_names_both_fields(city):
    package = city.announce()
    dispose(city, package)
    page = city.client("ppk").post(reverse("prepare_package", args=[package.id]), {"command": new_command()})
    assert page.status_code == 422
    assert "Pilih baris anggaran." in text_of(page)
    assert "Unggah KAK sebagai PDF atau foto." in text_of(page)
    assert "jadi HPS tidak diminta (Perpres 46/2025" in text_of(page)


def test_package_when_returned_with_a_reason_then_waits_for_the_pa_again(city):
    package = city.announce()
    dispose(city, package)
    ppk, address = city.client("ppk"), reverse("return_package", args=[package.id])
    assert ppk.post(address, {"command": new_command(), "reason": ""}).status_code == 422
    assert ppk.post(address, {"command": new_command(), "reason": "Nama paket keliru."}).status_code == 303
    assert find_package(package.id).state == "imported"
    assert "Nama paket keliru." in text_of(ppk.get(reverse("package", args=[package.id])))


def test_meeting_when_checked_then_shows_the_rule_and_stores_nothing(city):
    package = city.announce()
    day = tomorrow(12)
    fields = {
        "title": "Rapat staf", "day": f"{day:%Y-%m-%d}", "starts": "12:00", "ends": "15:00", "place": "Aula",
        "insiders": "10", "outsiders": "0", "invitation_number": "UND-3",
    }  # fmt: skip
    address = reverse("record_meeting", args=[package.id])
    page = city.client("pptk").post(address, {**fields, "command": new_command(), "putusan": "periksa"})
    assert page.status_code == 200
    assert "rapat ini hanya internal" in text_of(page)
    good = city.client("pptk").post(
        address, {**fields, "outsiders": "4", "command": new_command(), "putusan": "periksa"}
    )
    assert "3 jam 0 menit, 4 peserta dari luar unit" in text_of(good)
    assert "Belum ada rapat" in text_of(city.client("pa").get(reverse("package", args=[package.id])))


def test_attendance_when_recorded_then_stands_on_the_package(city, pdf):
    package, meeting = city.ready_package(is_over=True)
    sent = city.client("pptk").post(
        reverse("record_attendance", args=[meeting]),
        {"command": new_command(), "attended": "98", "signed_list": pdf("Daftar hadir")},
    )
    assert sent.status_code == 303
    assert "98 hadir" in text_of(city.client("ppk").get(reverse("package", args=[package.id])))
    assert (
        city.client("pptk", other=True).get(reverse("record_attendance", args=[meeting])).status_code == 404
    )


def test_address_when_added_and_the_old_one_activated_again_then_one_is_active(
    city, django_assert_num_queries
):
    officer, address = city.client("pp"), reverse("addresses")
    new = {"unit": city.unit.id, "label": "Aula lantai 2", "street": "Jalan Contoh 2"}
    assert officer.post(address, {**new, "command": new_command()}).status_code == 303
    assert active_of(city) == ["Aula lantai 2"]
    taken = officer.post(address, {**new, "command": new_command()})
    assert "Alamat dengan nama ini sudah ada." in text_of(taken)
    old = next(each for each in addresses_of([city.unit.id]) if not each["is_active"])
    assert officer.post(address, {"address": old["id"], "command": new_command()}).status_code == 303
    assert active_of(city) == [old["label"]]
    assert [event["name"] for event in events_of([old["id"]])] == ["address.added", "address.activated"]
    stranger = city.client("pp", other=True)
    assert stranger.post(address, {"address": old["id"], "command": new_command()}).status_code == 404
    assert stranger.post(address, {**new, "label": "Lain", "command": new_command()}).status_code == 404
    with django_assert_num_queries(SESSION + 2):
        officer.get(address)


def test_products_when_one_or_many_are_shown_then_takes_the_same_statements(city, django_assert_num_queries):
    package, _ = city.ready_package()
    officer, address = city.client("pp"), reverse("choose_product", args=[package.id])
    for words, statements in (("", 2), ("pepes", 3), ("tidak ada yang begini", 3)):
        with django_assert_num_queries(
            SESSION + 2 + statements
        ):  # package, what its account may buy; search, photos
            assert officer.get(address, {"q": words}).status_code == 200
    assert "Pulpen" not in text_of(officer.get(address))


def test_products_when_of_a_seller_of_another_government_then_not_offered(city):
    foreign = next(shop for shop in SHOPS if shop.key == "lestari")
    open_shop(set_up_government(code="KOTA-LAIN", name="Kota Lain"), foreign, 701)
    package, _ = city.ready_package()
    shown = text_of(city.client("pp").get(reverse("choose_product", args=[package.id])))
    assert "Dapur Contoh Mawar" in shown
    assert foreign.name in text_of(Client().get("/katalog"))
    assert foreign.name not in shown


def test_products_when_chosen_from_then_found_and_sorted_as_in_the_catalogue(city):
    package, _ = city.ready_package()
    officer, address = city.client("pp"), reverse("choose_product", args=[package.id])
    shown = text_of(officer.get(address, {"q": "nasi box", "urut": "murah"}))
    assert shown.index("Nasi kotak ikan pepes") < shown.index("Nasi kotak ayam bakar")
    assert "Kudapan" not in shown
    outside = officer.get(address, {"kategori": "alat-tulis"})  # not what the account may buy
    assert "Pulpen" not in text_of(outside)
    assert "Nasi kotak ayam bakar" in text_of(outside)
    assert officer.get(address, {"setelah": "x"}).status_code == 404


def active_of(city):
    return [each["label"] for each in addresses_of([city.unit.id]) if each["is_active"]]


def dispose(city, package):
    chosen = next(hat for hat in city.people()["ppk"].hats if hat.role == "ppk").appointment_id
    address = reverse("dispose_to_ppk", args=[package.id])
    return city.client("pa").post(address, {"command": new_command(), "person": chosen})


def prepare(city, package, kak):
    fields = {"command": new_command(), "budget_line": city.unit.lines[FOOD], "kak": kak}
    return city.client("ppk").post(reverse("prepare_package", args=[package.id]), fields)


def _pdf():
    return sample_pdf("KAK rangkap").content

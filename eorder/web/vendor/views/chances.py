"""Why a product was not chosen yet: what is known of it, beside what buyers see of others, with what mends each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eorder.buying.orders.corridor import TooFew
from eorder.buying.orders.queries.capacity import left_of, taken_by_day
from eorder.buying.orders.queries.corridor import corridors
from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.cooling import orderable_at
from eorder.market.catalogue.queries import prices_of, product_page
from eorder.market.catalogue.rules import may_sell
from eorder.market.curation.queries import grades_of
from eorder.market.finding.seen import DAYS, Rival, hours_before, hours_on_first_page, of_category
from eorder.market.photos.queries import photos_of
from eorder.parties.identity.policy import VENDOR
from eorder.web.desk.seeing import asker
from eorder.web.formats import angka, ribuan, rupiah, tanggal, today, waktu
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.corridor_words import grade_word, too_few_words

NEXT_DAYS = 3
GOOD, LOOK, PLAIN = "ok", "waits", "plain"
Fact = dict[str, Any]


@page(VENDOR)
def product_chances(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Show what is known of a product of one's own, what to look at first; 6 statements, 7 where it has a capacity."""
    product = product_page(product_id, request.at)
    if not may_sell(asker(request), product["vendor_id"]):
        raise NotFoundError(_("Produk ini tidak ada."))
    rivals = of_category(product["category_id"], request.at)
    facts = [
        _on_sale(product),
        _seen(product, rivals, request.at),
        _price(product, request.at),
        _cooling(product, request.at),
        _least(product),
        _lead(product, rivals),
        _room(product, request.at),
        _photos(product),
        _grade(product, request.at),
        _area(product, rivals),
    ]
    told = sorted((each for each in facts if each), key=lambda each: each["tag"][1] != LOOK)
    context = {"product": product, "facts": told}
    return show(request, "vendor/product_chances.jinja", context)


def _fact(title: str, tag: str, told: str, remedy: str, *links: tuple[str, str]) -> Fact:
    word = {GOOD: _("Baik"), LOOK: _("Perlu dilihat"), PLAIN: ""}[tag]
    return {"title": title, "tag": (word, tag), "told": told, "remedy": remedy, "links": links}


def _url(name: str, product: dict[str, Any]) -> str:
    return reverse(name, kwargs={"product_id": product["id"]})


def _on_sale(product: dict[str, Any]) -> Fact | None:
    """Say what keeps it out of every list; nothing where nothing does."""
    title = _("Di katalog")
    if product["sanction_id"]:
        told = _("Usaha Anda dikenai sanksi, jadi produk ini tidak tampil di pencarian mana pun.")
        link = (_("Baca sanksinya"), reverse("own_sanctions"))
        return _fact(title, LOOK, told, _("Baca alasannya; Anda dapat mengajukan keberatan."), link)
    if product["vendor__state"] != "active":
        told = _("Usaha Anda belum lulus kurasi, jadi produk ini belum dapat ditemukan dan dipesan.")
        link = (_("Kurasi produk ini"), _url("product_curation", product))
        return _fact(title, LOOK, told, _("Serahkan produk pertama ke kurasi."), link)
    if product["state"] != "listed":
        told = _("Produk ini sudah ditarik dari penjualan.")
        link = (_("Salin menjadi produk baru"), f"{reverse('list_product')}?salin={product['id']}")
        return _fact(title, LOOK, told, _("Jual lagi sebagai produk baru bila masih dibuat."), link)
    return None


def _seen(product: dict[str, Any], rivals: list[Rival] | None, at: datetime) -> Fact | None:
    """Say how often it stood on the first page of its category; nothing where too many are found to be compared."""
    if rivals is None or product["id"] not in {each.product for each in rivals}:
        return None
    hours = hours_before(at)
    count = hours_on_first_page(product["id"], rivals, hours)
    told = _(
        "Di halaman pertama kategori %(category)s selama %(count)s dari %(all)s jam dalam %(days)s hari terakhir, di "
        "antara %(products)s produk dari %(sellers)s penjual yang dijual hari ini."
    ) % {
        "category": product["category__name"],
        "count": ribuan(count),
        "all": ribuan(len(hours)),
        "days": DAYS,
        "products": ribuan(len(rivals)),
        "sellers": ribuan(len({each.vendor for each in rivals})),
    }
    return _fact(
        _("Terlihat pembeli"), GOOD if count else LOOK, told,
        _("Giliran tidak dapat dibeli. Produk pertama tiap penjual tampil sebelum produk keduanya; nama yang memuat "
          "kata yang dicari pembeli naik lebih dulu."),
        (_("Cara urutan dibuat dan dihitung ulang"), reverse("turns")),
    )  # fmt: skip


def _price(product: dict[str, Any], at: datetime) -> Fact:
    found = corridors([product["id"]], today(at))[product["id"]]
    price, link = rupiah(product["price"]), (_("Ubah harga"), _url("change_price", product))
    if isinstance(found, TooFew):
        return _fact(_("Harga"), PLAIN, f"{price} / {product['unit']}. {too_few_words(found)}", "", link)
    place = found.place_of(product["price"])
    told = _("%(price)s / %(unit)s. Koridor harga dari %(count)s pesanan (%(grade)s): %(low)s – %(high)s.") % {
        "price": price, "unit": product["unit"], "count": ribuan(found.count), "grade": grade_word(found.grade),
        "low": rupiah(found.low), "high": rupiah(found.high),
    }  # fmt: skip
    remedy = {
        "above": _("Di atas koridor. Jelaskan mengapa di keterangan produk, atau turunkan harganya."),
        "inside": _("Di dalam koridor."),
        "below": _("Di bawah koridor. Periksa apakah harga ini masih menutup biaya Anda."),
    }[place]
    return _fact(_("Harga"), GOOD if place == "inside" else LOOK, told, remedy, link)


def _cooling(product: dict[str, Any], at: datetime) -> Fact | None:
    since = orderable_at(prices_of(product["id"]), today(at))
    if since <= at:
        return None
    told = _("Harga ini baru atau baru naik, jadi produk ini dapat dipesan mulai %(since)s.") % {
        "since": waktu(since)
    }
    return _fact(_("Masa tunggu harga"), LOOK, told, _("Menurunkan harga tidak menambah masa tunggu."))


def _least(product: dict[str, Any]) -> Fact:
    told = _("Pesanan terkecil %(count)s %(unit)s, yaitu %(value)s.") % {
        "count": ribuan(product["minimum"]),
        "unit": product["unit"],
        "value": rupiah(product["minimum"] * product["price"]),
    }
    return _fact(
        _("Jumlah terkecil"), PLAIN, told, _("Rapat kecil mencari jumlah kecil. Jumlah ini diubah dengan produk baru."),
        (_("Salin dengan jumlah lain"), f"{reverse('list_product')}?salin={product['id']}"),
    )  # fmt: skip


def _lead(product: dict[str, Any], rivals: list[Rival] | None) -> Fact:
    told = ngettext("Siap dalam %(num)s hari.", "Siap dalam %(num)s hari.", product["lead_days"]) % {
        "num": product["lead_days"]
    }
    others = _others(product, rivals)
    faster = sum(each.lead_days < product["lead_days"] for each in others)
    if others:
        told += " " + _("%(faster)s dari %(all)s produk penjual lain di kategori ini siap lebih cepat.") % {
            "faster": ribuan(faster),
            "all": ribuan(len(others)),
        }
    slow = bool(others) and faster * 2 > len(others)
    return _fact(
        _("Waktu siap"), LOOK if slow else PLAIN, told,
        _("Pembeli menyaring menurut hari. Bila sanggup lebih cepat, jual dengan waktu siap yang lebih singkat."),
        (_("Salin dengan waktu lain"), f"{reverse('list_product')}?salin={product['id']}"),
    )  # fmt: skip


def _others(product: dict[str, Any], rivals: list[Rival] | None) -> list[Rival]:
    return [each for each in rivals or () if each.vendor != product["vendor_id"]]


def _room(product: dict[str, Any], at: datetime) -> Fact:
    link = (_("Atur kapasitas"), _url("set_capacity", product))
    if not product["per_day"]:
        return _fact(_("Kapasitas"), PLAIN, _("Tanpa batas sehari."), "", link)
    first = today(at)
    taken = taken_by_day([product["id"]], first, NEXT_DAYS).get(product["id"], {})
    days = [first + timedelta(days=number) for number in range(NEXT_DAYS)]
    left = {day: left_of(product["per_day"], taken.get(day, 0)) for day in days}
    told = _("Sisa: %(days)s.") % {
        "days": "; ".join(f"{tanggal(day)} {angka(rest)} {product['unit']}" for day, rest in left.items())
    }
    is_full = any(rest < product["minimum"] * 1000 for rest in left.values())
    remedy = _("Ada hari yang sisanya kurang dari pesanan terkecil.") if is_full else ""
    return _fact(_("Kapasitas"), LOOK if is_full else GOOD, told, remedy, link)


def _photos(product: dict[str, Any]) -> Fact:
    count = len(photos_of(product["id"]))
    link = (_("Foto"), _url("product_photos", product))
    if not count:
        return _fact(_("Foto"), LOOK, _("Belum ada foto."), _("Tambahkan foto produk Anda sendiri."), link)
    return _fact(
        _("Foto"), GOOD, ngettext("%(num)s foto.", "%(num)s foto.", count) % {"num": count}, "", link
    )


def _grade(product: dict[str, Any], at: datetime) -> Fact:
    found = grades_of([product["id"]]).get(product["id"])
    link = (_("Kurasi"), _url("product_curation", product))
    if found is None:
        told = _("Belum ada nilai kurasi.")
        return _fact(_("Mutu"), LOOK, told, _("Serahkan ke kurasi; nilainya tampil di halaman produk."), link)
    if found["valid_until"] < today(at):
        told = _("Nilai %(grade)s sudah berakhir %(day)s.")
        remedy, tag = _("Ajukan pembaruan."), LOOK
    else:
        told = _("Nilai %(grade)s, berlaku sampai %(day)s.")
        remedy, tag = "", GOOD
    return _fact(
        _("Mutu"), tag, told % {"grade": found["grade"], "day": tanggal(found["valid_until"])}, remedy, link
    )


def _area(product: dict[str, Any], rivals: list[Rival] | None) -> Fact:
    told = _("Usaha Anda di Kecamatan %(region)s.") % {"region": product["vendor__region__name"]}
    own = next((each.region for each in rivals or () if each.product == product["id"]), None)
    if own is not None:
        others = _others(product, rivals)
        told += " " + _(
            "%(near)s dari %(all)s produk penjual lain di kategori ini dari kecamatan yang sama."
        ) % {
            "near": ribuan(sum(each.region == own for each in others)),
            "all": ribuan(len(others)),
        }
    return _fact(
        _("Tempat"),
        PLAIN,
        told,
        _("Pembeli dapat mengurutkan dari yang terdekat; tempat mengikuti NIB Anda."),
    )

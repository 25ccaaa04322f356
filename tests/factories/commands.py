"""One valid call of every act, and the same call with other content."""

import importlib
import pkgutil
from dataclasses import replace
from datetime import date

import eorder
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.actions.record_meeting import MeetingPlan
from eorder.buying.packages.states import PackageState
from eorder.foundation.ids import new_command
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.list_product import ProductForm
from eorder.market.catalogue.offers import Offer
from eorder.market.templates.book import templates
from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.register_vendor import VendorProfile
from eorder.parties.workunits.actions.add_address import add_address
from eorder.records.journal.commands import ACTS
from eorder.simulator.cast import demo_nik
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.accounts import AccountCases
from tests.factories.cast import PASSWORD, SINCE, at, new_person
from tests.factories.claims import ClaimCases
from tests.factories.curation import CurationCases
from tests.factories.photos import PhotoCases
from tests.factories.purchases import (
    STATIONERY,
    basket,
    full_count,
    open_package,
    order_in,
    package_row,
    wanted,
)
from tests.factories.sanction_cases import SanctionCases
from tests.factories.sheets import SheetCases
from tests.factories.tokens import TokenCases

WHY, OTHER_WHY = "Alasan yang dapat dibaca.", "Alasan lain yang dapat dibaca."
S, P = OrderState, PackageState


def all_acts():
    """Every act of the program, by name."""
    for module in pkgutil.walk_packages(eorder.__path__, "eorder."):
        if ".actions." in module.name:
            importlib.import_module(module.name)
    return dict(ACTS)


def new_address(unit_id, label):
    """An address of a unit, added by the installer."""
    given = {"label": label, "street": "Jalan Contoh 3"}
    return add_address(unit_id=unit_id, **given, by=CLOCK, at=SINCE, command=new_command())


class Cases(CurationCases, PhotoCases, SanctionCases, SheetCases, TokenCases, AccountCases, ClaimCases):
    """Valid calls on the records of one world; each record is used for one call only."""

    def __init__(self, world):
        self.city = world.city
        self.orders = dict(world.orders)
        self.packages = dict(world.packages)
        self.people = world.city.people
        self.spoilt = world.spoilt[S.RECEIVED]

    def order(self, state, case="A"):
        return (self.orders.pop(state, None) if case == "A" else None) or order_in(state, self.city, case)

    def package(self, state):
        return self.packages.pop(state, None) or open_package(self.city, state, account=STATIONERY)

    def on_order(self, state, key, changed=None, *, case="A", **facts):
        """A call on an order by an official or the vendor; without other facts, of another order."""
        walk = self.order(state, case)
        by = walk.seller if key == "vendor" else CLOCK if key == "clock" else walk.people[key]
        moment = at(14, "00.00") if key == "clock" else max(walk.at, at(10, "13.20"))
        other = changed or {"order_id": self.city.government}
        return {"order_id": walk.order, "by": by, "at": moment, **facts}, other

    def on_package(self, state, key, changed=None, **facts):
        walk = self.package(state)
        other = changed or {"package_id": self.city.government}
        return {"package_id": walk.package_id, "by": self.people[key], "at": at(10), **facts}, other

    def by_installer(self, changed, **facts):
        return {"by": CLOCK, "at": at(10), **facts}, changed

    def on_vendor(self, changed, **facts):
        return self.by_installer(changed, vendor_id=self.city.sellers["other"].id, **facts)

    def call(self, name):
        """The facts of a valid call, and those that make it another one."""
        return getattr(self, name.replace(".", "_"))()

    def order_place(self):
        walk = self.package(P.ACTIVE)
        form = wanted(walk, basket(self.city, "goods", 1))
        return {"wanted": form, "by": self.people["pp"], "at": at(10)}, {
            "wanted": replace(form, reason=OTHER_WHY)
        }

    def order_change(self):
        call, _ = self.on_order(S.PLACED, "pp")
        order = Order.objects.get(id=call["order_id"])
        chosen = basket(self.city, "A", 21)
        form = wanted(order, chosen)
        call |= {"at": at(10, "10.05"), "version": order.version, "wanted": form}
        return call, {"wanted": replace(form, reason=OTHER_WHY)}

    def order_accept(self):
        return self.on_order(S.PLACED, "vendor")

    def order_refuse(self):
        return self.on_order(S.PLACED, "vendor", {"reason": OTHER_WHY}, reason=WHY)

    def order_lapse(self):
        return self.on_order(S.PLACED, "clock")

    def order_cancel(self):
        return self.on_order(S.ACCEPTED, "pp", {"reason": OTHER_WHY}, reason=WHY)

    def order_ship(self):
        return self.on_order(S.ACCEPTED, "vendor", {"note": "Pintu samping."}, note="Pintu depan.")

    def order_receive(self):
        counts = full_count(self.orders[S.SHIPPED])
        other = {"counts": {**counts, 1: Count(1_000)}}
        return self.on_order(S.SHIPPED, "ppk", other, counts=counts, photo=sample_photo("perintah"))

    def order_reject_delivery(self):
        call = {"order_id": self.spoilt.order, "by": self.people["ppk"], "at": at(13, "12.00"), "reason": WHY}
        return call, {"reason": OTHER_WHY}

    def order_hand_over(self):
        return self.on_order(S.RECEIVED, "ppk")

    def order_invoice(self):
        return self.on_order(S.HANDED_OVER, "vendor")

    def order_verify(self):
        return self.on_order(S.INVOICED, "bendahara")

    def order_pay(self):
        facts = {"provider": "Bank Contoh", "reference": "TRX-P1", "proof": sample_pdf("bayar perintah")}
        return self.on_order(S.VERIFIED, "bendahara", {"reference": "TRX-P2"}, **facts)

    def order_record_tax_proof(self):
        facts = {"receipt_number": "NTPN00000000P001", "proof": sample_pdf("pajak perintah")}
        return self.on_order(S.PAID, "bendahara", {"receipt_number": "NTPN00000000P002"}, case="C", **facts)

    def order_close(self):
        return self.on_order(S.PAID, "ppk")

    def package_import(self):
        row = package_row(self.city.unit, 58_999_001, "Paket perintah", 1_000_000)
        call, _ = self.by_installer({}, rows=((2, row),), report=ImportReport("Paket"))
        return call, {"by": self.people["admin"]}

    def package_dispose_to_ppk(self):
        return self.on_package(P.IMPORTED, "pa", ppk_id=self.people["ppk"].hats[0].appointment_id)

    def package_prepare(self):
        facts = {"budget_line_id": self.city.unit.lines[STATIONERY], "kak": sample_pdf("KAK perintah")}
        return self.on_package(P.WITH_PPK, "ppk", {"kak": sample_pdf("KAK lain")}, **facts)

    def package_dispose_to_officer(self):
        return self.on_package(P.PREPARED, "ppk", officer_id=self.people["pp"].hats[0].appointment_id)

    def package_take_up(self):
        return self.on_package(P.WITH_OFFICER, "pp")

    def package_return(self):
        return self.on_package(P.WITH_OFFICER, "pp", {"reason": OTHER_WHY}, step="return_to_ppk", reason=WHY)

    def package_finish(self):
        return self.on_package(P.ACTIVE, "ppk")

    def meeting_record(self):
        plan = MeetingPlan("Rapat", at(13), at(13, "12.00"), "Ruang Pola", 5, 20, "RW", "UND-1")
        return self.on_package(
            P.ACTIVE,
            "pptk",
            {"plan": replace(plan, outsiders=21)},
            plan=plan,
            invitation=sample_pdf("undangan perintah"),
        )

    def meeting_record_attendance(self):
        facts = {"attended": 20, "signed_list": sample_pdf("hadir perintah")}
        meeting = self.order(S.HANDED_OVER).meeting_id
        return {"meeting_id": meeting, "by": self.people["pptk"], "at": at(13, "12.30"), **facts}, {
            "attended": 21
        }

    def budget_set_ceiling(self):
        return self.by_installer(
            {"ceiling": 6_000_000}, government_id=self.city.government, fiscal_year=2026, unit_id=self.city.unit.id,
            sub_activity_code="7.02.01.1.06.0099", sub_activity_name="Lainnya", account_id=STATIONERY,
            ceiling=5_000_000, reason="APBD",
        )  # fmt: skip

    def person_register(self):
        return self.by_installer({"name": "Orang Lain"}, name="Orang Contoh", nik=demo_nik(901))

    def account_change_password(self):
        by = self.people["pptk"]
        facts = {"account_id": by.account_id, "present": PASSWORD, "wanted": "tujuh sepeda di atap"}
        return {"by": by, "at": at(10), **facts}, {"wanted": "delapan sepeda di atap"}

    def account_open(self):
        return self.by_installer(
            {"email": "lain@contoh.example"}, person_id=new_person(902), kind="official",
            email="pegawai.baru@contoh.example", password=PASSWORD,
        )  # fmt: skip

    def appointment_make(self):
        return self.by_installer(
            {"decree_number": "SK-2"}, unit_id=self.city.unit.id, person_id=new_person(903), role="pptk",
            decree_number="SK-1", decree_date=date(2026, 1, 1), since=SINCE,
        )  # fmt: skip

    def address_add(self):
        return self.by_installer(
            {"street": "Jalan Lain 2"}, unit_id=self.city.unit.id, label="Aula", street="Jalan Contoh 2"
        )

    def address_activate(self):
        first, other = (new_address(self.city.unit.id, label) for label in ("Gudang", "Pendopo"))
        return self.by_installer({"address_id": other}, address_id=first)

    def template_publish(self):
        template = replace(templates()["nasi-kotak"], about="Makan siang contoh.")
        other = {"template": replace(template, about="Makan malam contoh.")}
        return self.by_installer(other, government_id=self.city.government, template=template)

    def vendor_register(self):
        profile = VendorProfile(
            name="Kedai Contoh", legal_form="cv", nib="9900000000904", npwp="", kbli="47610", scale="micro",
            scale_evidence="Pernyataan", scale_date=date(2026, 1, 1), region_code="31.71.01", street="Gang 1",
            phone="0899", bank_name="Bank", bank_account="1", bank_holder="Kedai Contoh",
            yearly_sales=100_000_000,
        )  # fmt: skip
        return self.by_installer(
            {"profile": replace(profile, street="Gang 2")}, government_id=self.city.government,
            owner_id=new_person(904), profile=profile,
        )  # fmt: skip

    def vendor_state_tax(self):
        return self.on_vendor({"number": "SK-2"}, kind="suket_pp55", number="SK-1", since=date(2026, 1, 1))

    def vendor_tie(self):
        return self.on_vendor({"tie": "account_holder"}, person_id=new_person(905), tie="staff")

    def product_list(self):
        seller = self.city.sellers["other"]
        form = ProductForm("katering-rapat", "Lontong", "", "kotak", 12_000)
        call = {"vendor_id": seller.id, "form": form, "by": seller.actor, "at": at(10)}
        return call, {"form": replace(form, price=13_000)}

    def product_import(self):
        seller = self.city.sellers["other"]
        offer = Offer(seller.id, ProductForm("katering-rapat", "Arem-arem", "", "kotak", 12_000))
        call = {"offers": ((2, offer),), "report": ImportReport("Produk"), "by": seller.actor, "at": at(10)}
        return call, {"by": CLOCK}

    def product_change_price(self):
        seller = self.city.sellers["other"]
        product = seller.products["Kudapan 3 macam"]
        return {"product_id": product, "price": 19_000, "by": seller.actor, "at": at(10)}, {"price": 20_000}

    def product_set_capacity(self):
        seller = self.city.sellers["other"]
        product = seller.products["Kudapan 3 macam"]
        call = {"product_id": product, "per_day": 400, "by": seller.actor, "at": at(10)}
        return call, {"per_day": 300}

    def product_delist(self):
        seller = self.city.sellers["other"]
        product = seller.products["Nasi kotak ikan pepes"]
        return {"product_id": product, "reason": WHY, "by": seller.actor, "at": at(10)}, {"reason": OTHER_WHY}

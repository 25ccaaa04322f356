"""The program as the model sees it: a command by names goes in, the code of its answer comes out."""

import datetime as dt
from contextlib import contextmanager
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.placement import Wanted
from eorder.buying.packages.actions.record_meeting import MeetingPlan
from eorder.buying.packages.import_rows import PackageRow
from eorder.buying.packages.models import Package
from eorder.foundation.errors import EorderError
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.list_product import ProductForm
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.models import Appointment
from eorder.simulator.demo_city import SUB_ACTIVITIES, UNITS
from eorder.simulator.samples import sample_pdf, sample_photo
from tests.factories.commands import all_acts
from tests.model.ground import BUDGETS

ZONE = ZoneInfo("Asia/Jakarta")
ACCOUNTS = {"ATK": "5.1.02.01.01.0024", "MAMIN": "5.1.02.01.01.0052"}
NOBODY = UUID(int=0)
REASON = "Rusak di jalan."
pdf, photo = lru_cache(maxsize=None)(sample_pdf), lru_cache(maxsize=None)(sample_photo)


class CrashedError(Exception):
    """The process that carried out an act was killed."""


def aware(moment):
    """Give a moment of the city's clock its zone."""
    return moment and moment.replace(tzinfo=ZONE)


def rup_of(package):
    """The RUP id of a package that the model calls `P1`."""
    return 58_000_000 + int(package.removeprefix("P"))


class Program:
    """Carries commands out with the real acts; `names` learns what they create."""

    def __init__(self, names):
        self.names, self.acts = names, all_acts()

    def send(self, command, act, who, facts, now):
        """Answer a command: "done" or the code of its refusal, and the id of the record it is about."""
        by = CLOCK if who == "clock" else load_actor(self.names.accounts[who])
        self.now = aware(now)
        call = getattr(self, act.replace(".", "_"), self.order_step)(**facts)
        try:
            with transaction.atomic():
                subject = self.acts[act](**call, by=by, at=self.now, command=command)
                check_deferred()
        except EorderError as error:
            return error.code, None
        return "done", subject

    def crash(self, statements, *command):
        """Kill the process within an act, before its next statement after so many, or before its commit."""
        try:
            with transaction.atomic(), interrupted(statements):
                self.send(*command)
                raise CrashedError
        except CrashedError:
            pass

    def budget_set_ceiling(self, budget, ceiling):
        line, ordinal = BUDGETS[budget], list(BUDGETS).index(budget)
        code, name = SUB_ACTIVITIES[ACCOUNTS[line.account]]
        return {
            "government_id": self.names.government, "fiscal_year": line.year, "unit_id": self.names.units[line.unit],
            "sub_activity_code": f"{code}{ordinal}", "sub_activity_name": name, "account_id": ACCOUNTS[line.account],
            "ceiling": ceiling, "reason": "APBD",
        }  # fmt: skip

    def package_import(self, package, unit, year, ceiling):
        _, code, name, *_ = UNITS[unit != "GBR"]
        first, last, what = dt.date(year, 1, 5), dt.date(year, 12, 20), f"Paket {package}"
        row = PackageRow(
            fiscal_year=year, agency_code="KOTA-CONTOH", agency_name="Pemerintah Kota Contoh", unit_code=code,
            unit_code_text=code, unit_name=name, rup_id=str(rup_of(package)), name=what, ceiling=ceiling, method_code=9,
            method="E-Purchasing", kind="Barang", is_pdn=True, is_umkm=True, volume="1 paket", description=what,
            specification=what, selection_start_date=first, selection_end_date=last, contract_start_date=first,
            contract_end_date=last, use_start_date=first, use_end_date=last,
            announced_at=dt.datetime(2025, 1, 5, tzinfo=ZONE), source={},
        )  # fmt: skip
        return {"rows": ((2, row),), "report": ImportReport("Paket")}

    def appointment_make(self, person, unit, role, since, until):
        return {
            "person_id": self.names.persons[person], "unit_id": self.names.units[unit], "role": role,
            "decree_number": f"SK/{role}", "decree_date": since.date(), "since": aware(since), "until": aware(until),
        }  # fmt: skip

    def vendor_suspend(self, seller):
        return {"vendor_id": self.names.sellers[seller], "ground": "order_broken", "reason": REASON}

    def vendor_tie(self, seller, person, tie):
        return {"vendor_id": self.names.sellers[seller], "person_id": self.names.persons[person], "tie": tie}

    def vendor_state_tax(self, seller, number, year):
        term = {"since": dt.date(year, 1, 1), "until": dt.date(year, 12, 31)}
        return {"vendor_id": self.names.sellers[seller], "kind": "turnover_500m", "number": number, **term}

    def product_list(self, seller, product, price):
        form = ProductForm("alat-tulis", product, "", "buah", price, 1, 1)
        return {"vendor_id": self.names.sellers[seller], "form": form}

    def product_change_price(self, product, price):
        return {"product_id": self.names.products[product], "price": price}

    def product_set_capacity(self, product, per_day):
        return {"product_id": self.names.products[product], "per_day": per_day}

    def product_delist(self, product, **_):
        return {"product_id": self.names.products[product], "reason": REASON}

    def package_step(self, package, **more):
        return {"package_id": self.names.packages[package], **more}

    package_take_up = package_finish = package_return = package_step

    def package_dispose_to_ppk(self, package, person):
        return self.package_step(package, ppk_id=self._appointment(person, "ppk"))

    def package_dispose_to_officer(self, package, person):
        return self.package_step(package, officer_id=self._appointment(person, "pejabat_pengadaan"))

    def _appointment(self, person, role):
        """The appointment a page would offer: one that holds now, or any other of the person."""
        mine = list(Appointment.objects.filter(person_id=self.names.persons[person], role=role))
        mine.sort(key=lambda one: not (one.since <= self.now and (one.until is None or self.now < one.until)))
        return mine[0].id if mine else NOBODY

    def package_prepare(self, package, budget):
        return self.package_step(package, budget_line_id=self.names.budgets[budget], kak=pdf("KAK"))

    def meeting_record(self, package, meeting, ends, hours, outsiders):
        plan = MeetingPlan(
            meeting,
            aware(ends - dt.timedelta(hours=hours)),
            aware(ends),
            "Ruang",
            40,
            outsiders,
            "RW",
            meeting,
        )
        return self.package_step(package, plan=plan, invitation=pdf("Undangan"))

    def meeting_record_attendance(self, meeting, attended, note, evidence):
        call = {"attended": attended, "note": note, "signed_list": pdf(evidence)}
        return {"meeting_id": self.names.meetings[meeting], **call}

    def order_place(self, package, **wanted):
        return {"wanted": self._wanted(package_id=self.names.packages[package], **wanted)}

    def order_change(self, order, version, **wanted):
        return self.order_step(order, version=version, wanted=self._wanted(**wanted))

    def _wanted(self, wanted, window, reason, package_id=NOBODY, seller="", meeting=None):
        quantities = tuple((self.names.products[name], quantity) for name, quantity in wanted.items())
        start, end = map(aware, window)
        vendor_id, meeting_id = self.names.sellers.get(seller, NOBODY), self.names.meetings.get(meeting)
        return Wanted(package_id, vendor_id, quantities, start, end, meeting_id, reason)

    def order_step(self, order, **more):
        return {"order_id": self.names.orders[order], **more}

    def order_receive(self, order, counts, evidence):
        counted = {place: Count(*each, REASON) for place, each in enumerate(counts, 1) if any(each)}
        return self.order_step(order, counts=counted, photo=photo(evidence))

    def order_pay(self, order, reference, evidence):
        return self.order_step(order, provider="Bank Contoh", reference=reference, proof=pdf(evidence))

    def order_record_tax_proof(self, order, receipt, evidence):
        return self.order_step(order, receipt_number=receipt, proof=pdf(evidence))

    def learn(self, act, facts, subject, order=None):
        """Note what a command created, under the name that the model gives it; `order` is the newest one's."""
        kind, name = {
            "order.place": ("orders", order),
            "product.list": ("products", facts.get("product")),
            "meeting.record": ("meetings", facts.get("meeting")),
            "budget.set_ceiling": ("budgets", facts.get("budget")),
            "package.import": ("packages", facts.get("package")),
        }.get(act, ("", ""))
        if act == "package.import":
            subject = Package.objects.values_list("id", flat=True).get(rup_id=rup_of(name))
        if kind:
            getattr(self.names, kind)[name] = subject


def check_deferred():
    """Ask the deferred constraints now what a commit would ask them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def interrupted(statements):
    """Let so many statements through and then end the act as the death of its process would."""
    left = [statements]

    def run(execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            left[0] -= 1
            if left[0] < 0:
                raise CrashedError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield

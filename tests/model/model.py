"""What e-Order promises, in plain Python: which command is allowed, and what it changes.

It imports nothing but the standard library, so that an auditor can read it from top to bottom. Money is whole rupiah,
quantities are thousandths of a unit, moments are the city's own clock. A refused command changes nothing; of several
rules that refuse, the first one in the order written here answers with its code word. What is kept back as tax is
the law's own computation (`eorder/law/taxes`), told after each check of a bill.
"""

import copy
from dataclasses import make_dataclass
from datetime import date, datetime, time, timedelta

CLOCK = "clock"  # also installs: registers, appoints, funds, announces
INSTALLING = {"budget.set_ceiling", "package.import", "appointment.make", "vendor.tie"}
ORDER_CEILING, ANSWER_DAYS, LONGEST_WINDOW = 50_000_000, 3, timedelta(days=31)  # PPN included; working days
COOLING, LONG_AGO = timedelta(hours=72), datetime(2019, 1, 1)  # noqa: DTZ001 - the city's own clock
HOLIDAYS = {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 1, 16)}
OFFICER, SELLER, PPK, DISPOSERS = {"pejabat_pengadaan"}, {"vendor"}, {"ppk"}, {"pa", "kpa"}
TREASURERS, KEEPERS = {"bendahara", "bendahara_pembantu"}, {"ppk", "pptk"}
SAME_EFFECT = {
    "cancel": "refuse",
    "lapse": "refuse",
    "delist": "change_price",
    "set_capacity": "change_price",
}
# Acts with the same effect as another.
GONE = {"refused", "lapsed", "cancelled"}
ORDER_STEPS = {  # step: who takes it, as which duty, from which states, to which state
    "change": (OFFICER, "pejabat_pengadaan", {"placed"}, "placed"),
    "accept": (SELLER, "vendor", {"placed"}, "accepted"),
    "refuse": (SELLER, "vendor", {"placed"}, "refused"),
    "lapse": ({CLOCK}, "", {"placed"}, "lapsed"),
    "cancel": (OFFICER, "pejabat_pengadaan", {"placed", "accepted"}, "cancelled"),
    "ship": (SELLER, "vendor", {"accepted", "partly_received"}, "shipped"),
    "receive": (PPK, "receiver", {"shipped"}, "received"),
    "reject_delivery": (PPK, "receiver", {"shipped", "partly_received", "received"}, "cancelled"),
    "hand_over": (PPK, "receiver", {"partly_received", "received"}, "handed_over"),
    "invoice": (SELLER, "vendor", {"handed_over"}, "invoiced"),
    "verify": (TREASURERS, "bendahara", {"invoiced", "verified"}, "verified"),
    "pay": (TREASURERS, "bendahara", {"verified"}, "paid"),
    "close": (PPK, "ppk", {"paid"}, "closed"),
}
PAPERS = {"hand_over": "BAST", "invoice": "INV"}  # steps that number a paper
PACKAGE_STEPS = {  # step: who takes it, from which states, to which state
    "dispose_to_ppk": (DISPOSERS, {"imported"}, "with_ppk"),
    "return_to_pa": (PPK, {"with_ppk", "prepared"}, "imported"),
    "prepare": (PPK, {"with_ppk", "prepared"}, "prepared"),
    "dispose_to_officer": (PPK, {"prepared"}, "with_officer"),
    "return_to_ppk": (OFFICER, {"with_officer"}, "with_ppk"),
    "take_up": (OFFICER, {"with_officer"}, "active"),
    "finish": (PPK, {"active"}, "finished"),
    "recall": (DISPOSERS, {"with_ppk", "prepared", "with_officer", "active"}, "imported"),
    "withdraw": (DISPOSERS, {"imported", "with_ppk", "prepared", "with_officer"}, "withdrawn"),
}
TOGETHER = {frozenset(pair) for pair in (("ppk", "receiver"), ("pa_kpa", "ppk"), ("pa_kpa", "receiver"))}
# The only duties that one person may have together on one order.


def record(name, fields, **more):
    """A kind of record: its fields, and those that begin with a value."""
    return make_dataclass(name, [*fields.split(), *((each, object, value) for each, value in more.items())])


Office = record("Office", "person unit role since until")  # since inclusive, until exclusive or None
Budget = record("Budget", "unit account year", ceiling=0, reserved=0, committed=0, spent=0)
Package = record("Package", "unit year ceiling", state="imported", ordered=0, budget="", pa="", ppk="", pp="")
Seller = record("Seller", "is_pkp ties statements", is_suspended=False)
Product = record(
    "Product",
    "seller account price",
    minimum=1,
    lead=1,
    is_food=False,
    is_listed=True,
    per_day=None,
    history=(),
)
Meeting = record("Meeting", "package ends hours outsiders", attended=None, note="")
Line = record("Line", "product quantity price", accepted=0, rejected=0)
Order = record("Order", "package unit budget seller meeting placed duties", lines=(), ppn=0, total=0, window=(),
               due=None, state="placed", was="", version=1, held="reserved", accepted_value=0, paid=0, is_free=False,
               withheld=None, is_proven=False)  # fmt: skip


class RefusedError(Exception):
    """A command is not allowed."""


def need(is_so, code):
    """Refuse with a code unless something is so."""
    if not is_so:
        raise RefusedError(code)


def end_of_term(start, days):
    """Last second of a term of working days; the first day does not count."""
    day = start.date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in HOLIDAYS
    return datetime.combine(day, time(23, 59, 59))


def price_of(lines, quantity):
    """Price before PPN; each line is rounded half up to whole rupiah."""
    return sum((2 * getattr(line, quantity) * line.price + 1000) // 2000 for line in lines)


class City:
    """Everything there is at a moment; `me` is the natural person behind the account `who` that sends a command."""

    def __init__(self, now):
        self.now, self.who, self.me, self.accounts = now, "", "", {CLOCK: CLOCK}
        self.offices, self.budgets, self.packages, self.sellers, self.products = [], {}, {}, {}, {}
        self.meetings, self.orders, self.series, self.sent = {}, {}, {}, {}
        self.evidence, self.references, self.receipts = set(), set(), set()

    def send(self, command, act, who, facts):
        """Answer a command: the city after it, and "done", "repeated" or the code of its refusal."""
        content = (act, who, {} if act == "package.import" else facts)  # nobody keeps the rows of an import
        if command in self.sent:
            return self, "repeated" if self.sent[command] == content else "command_reused"
        after = copy.deepcopy(self, {id(self.sent): dict(self.sent)})
        after.who, after.me, after.sent[command] = who, self.accounts[who], content
        try:
            after.carry_out(act, dict(facts))
        except RefusedError as refusal:
            return self, str(refusal)
        return after, "done"

    def carry_out(self, act, facts):
        """Take the step of the table, if the act is one, and then what else belongs to the act."""
        kind, name = act.split(".")
        step = facts.pop("step", name)
        need(act not in INSTALLING or self.who == CLOCK, "only_installer")
        if kind == "order" and step in ORDER_STEPS:
            facts["order"] = self.order_step(self.orders[facts["order"]], step)
        elif kind == "package" and step in PACKAGE_STEPS:
            facts["package"] = self.package_step(self.packages[facts["package"]], step)
            need(len(facts.get("reason", "given").strip()) >= 5, "reason_missing")
        getattr(self, f"{kind}_{SAME_EFFECT.get(name, name)}", lambda **_: None)(**facts)

    def sells(self, seller):
        """Owners and staff act for a business; whoever only holds its bank account does not."""
        return {(self.me, "owner"), (self.me, "staff")} & self.sellers[seller].ties

    def holds(self, office):
        return office.since <= self.now and (office.until is None or self.now < office.until)

    def need_to_know(self, unit, seller=""):
        """Officials of the unit, former ones too, auditors and the seller know of a record; others learn nothing."""
        mine = [each for each in self.offices if each.person == self.me]
        official = any(each.unit == unit or (each.role == "auditor" and self.holds(each)) for each in mine)
        need(official or (seller and self.sells(seller)), "not_found")

    def need_office(self, roles, unit):
        mine = [each for each in self.offices if each.person == self.me and each.role in roles]
        here = [each for each in mine if each.unit == unit]
        need(mine, "wrong_role")
        need(here, "wrong_unit")
        need(any(map(self.holds, here)), "appointment_expired")

    def need_appointed(self, person, role, unit):
        mine = [each for each in self.offices if (each.person, each.role, each.unit) == (person, role, unit)]
        need(any(map(self.holds, mine)), "invalid_appointment")

    def use_once(self, used, name, code):
        """Evidence, bank references and tax receipts serve one fact only."""
        need(name not in used, code)
        used.add(name)

    def number(self, kind, unit, year):
        """Numbers of a unit and year follow one another without a gap."""
        self.series[kind, unit, year] = self.series.get((kind, unit, year), 0) + 1
        return self.series[kind, unit, year]

    def budget_set_ceiling(self, budget, ceiling):
        line = self.budgets[budget]
        need(ceiling >= line.reserved + line.committed + line.spent, "over_budget")
        line.ceiling = ceiling

    def package_import(self, package, unit, year, ceiling):
        """A known package keeps its state; a ceiling below what was ordered is not taken over."""
        known = self.packages.setdefault(package, Package(unit, year, ceiling))
        known.ceiling = ceiling if ceiling >= known.ordered else known.ceiling

    def appointment_make(self, person, unit, role, since, until):
        mine = [each for each in self.offices if each.person == person]
        lasting = [each for each in mine if each.until is None or each.until > since]
        held = {role, *(each.role for each in lasting if until is None or each.since < until)}
        if any(person == each for seller in self.sellers.values() for each, _ in seller.ties):
            held.add("vendor")
        need("admin" not in held or held == {"admin"}, "admin_apart")
        need(not (held & TREASURERS and held & {*OFFICER, *PPK, *DISPOSERS}), "offices_apart")
        need(all((o.unit, o.role, o.since) != (unit, role, since) for o in mine), "appointment_known")
        self.offices.append(Office(person, unit, role, since, until))

    def vendor_suspend(self, seller):
        """For half a year, which is longer than the story; a curator needs a decree, and nobody has one here."""
        is_keeper = any(
            each.person == self.me and each.role == "curator" and self.holds(each) for each in self.offices
        )
        need(self.who == CLOCK or is_keeper, "wrong_role")
        need(self.who == CLOCK, "invalid_form")
        need(not self.sellers[seller].is_suspended, "sanction_overlaps")
        self.sellers[seller].is_suspended = True

    def vendor_tie(self, seller, person, tie):
        need(all((each.person, each.role) != (person, "admin") for each in self.offices), "admin_apart")
        self.sellers[seller].ties.add((person, tie))

    def vendor_state_tax(self, seller, number, year):
        """The sales of a year stay within what is free of income tax for natural persons."""
        need(self.who == CLOCK or self.sells(seller), "wrong_role")
        self.use_once(self.sellers[seller].statements, (number, year), "statement_known")

    def product_list(self, seller, product, price):
        need(self.sells(seller), "wrong_role")
        self.products[product] = Product(seller, "ATK", price, history=((self.now, price),))

    def product_change_price(self, product, **new):
        need(self.sells(self.products[product].seller), "not_found")
        found = self.products[product]
        if "price" in new:
            new["history"] = (*(found.history or ((LONG_AGO, found.price),)), (self.now, new["price"]))
        vars(found).update(new)

    def package_step(self, package, step):
        roles, sources, target = PACKAGE_STEPS[step]
        self.need_to_know(package.unit)
        self.need_office(roles, package.unit)
        need(package.state in sources, "wrong_state")
        self.need_disposed(package, roles)
        package.state = target
        return package

    def need_disposed(self, package, roles):
        """A package stays with the PPK and the officer it was disposed to."""
        named = package.ppk if roles == PPK else package.pp if roles == OFFICER else ""
        need(named in {"", self.me}, "not_disposed_to_you")

    def package_dispose_to_ppk(self, package, person):
        self.need_appointed(person, "ppk", package.unit)
        package.pa, package.ppk, package.pp = self.me, person, ""

    def package_prepare(self, package, budget):
        line = self.budgets[budget]
        need((line.unit, line.year) == (package.unit, package.year), "invalid_budget_line")
        package.budget = budget

    def package_dispose_to_officer(self, package, person):
        self.need_appointed(person, "pejabat_pengadaan", package.unit)
        need(person not in {package.pa, package.ppk}, "duty_kept_apart")
        package.pp = person

    def meeting_record(self, package, meeting, ends, hours, outsiders):
        self.need_to_know(self.packages[package].unit)
        self.need_office(KEEPERS, self.packages[package].unit)
        need(self.packages[package].state not in {"finished", "withdrawn"}, "wrong_state")
        self.meetings[meeting] = Meeting(package, ends, hours, outsiders)

    def meeting_record_attendance(self, meeting, attended, note, evidence):
        found, unit = self.meetings[meeting], self.packages[self.meetings[meeting].package].unit
        self.need_to_know(unit)
        self.need_office(KEEPERS, unit)
        need(self.now >= found.ends, "meeting_not_over")
        served = {order.state for order in self.orders.values() if order.meeting == meeting}
        need(not served & {"verified", "paid", "closed"}, "attendance_settled")
        self.use_once(self.evidence, evidence, "evidence_used")
        found.attended, found.note = attended, note

    def order_step(self, order, step):
        roles, duty, sources, target = ORDER_STEPS[step]
        if self.who != CLOCK:
            self.need_to_know(order.unit, order.seller)
        if roles in (SELLER, {CLOCK}):
            need(self.sells(order.seller) if roles == SELLER else self.who == CLOCK, "wrong_role")
        else:
            self.need_office(roles, order.unit)
        need(order.state in sources, "wrong_state")
        self.add_duty(order, duty)
        order.was, order.state, order.version = order.state, target, order.version + 1
        if step in PAPERS:
            self.number(PAPERS[step], order.unit, self.now.year)
        return order

    def add_duty(self, order, duty):
        """Nobody does what the law keeps apart from what the same natural person did on the order before."""
        done = {other for other, by in order.duties if by == self.me and other != duty}
        need(not duty or all(frozenset((duty, other)) in TOGETHER for other in done), "duty_kept_apart")
        is_tied = any(person == self.me for person, _ in self.sellers[order.seller].ties)
        need(duty in {"", "vendor"} or not is_tied, "duty_kept_apart")
        order.duties |= {(duty, self.me)} if duty else set()

    def order_place(self, package, seller, wanted, window, meeting, reason):
        found, is_food = self.packages[package], any(self.products[each].is_food for each in wanted)
        duties = {("pa_kpa", found.pa), ("ppk", found.ppk), ("pejabat_pengadaan", self.me)}
        new = Order(package, found.unit, found.budget, seller, meeting if is_food else None, self.now, duties)
        self.take_over(new, wanted, window, reason)
        self.orders[f"{new.unit}-{found.year}-{self.number('order', new.unit, found.year):05d}"] = new

    def order_change(self, order, version, wanted, window, reason):
        """Seller, package and budget line stay; prices are those of today."""
        need(version == order.version - 1, "conflict")
        self.take_over(order, wanted, window, reason)

    def take_over(self, order, wanted, window, reason):
        """Hold what is wanted now instead of what the order held before; the seller has a new term to answer."""
        order.lines = [Line(name, quantity, self.products[name].price) for name, quantity in wanted.items()]
        order.window, before = window, order.total
        order.ppn = self.ppn_of(order, "quantity") if self.sellers[order.seller].is_pkp else 0
        order.total = price_of(order.lines, "quantity") + order.ppn
        self.may_place(order, order.total - before, reason)
        self.packages[order.package].ordered += order.total - before
        self.budgets[order.budget].reserved += order.total - before
        order.due = end_of_term(self.now, ANSWER_DAYS)

    def ppn_of(self, order, quantity):
        """PPN on everything but food: 12 % of 11/12 of the price, rounded down once."""
        taxed = [line for line in order.lines if not self.products[line.product].is_food]
        return price_of(taxed, quantity) * 11 * 12 // (12 * 100)

    def may_place(self, order, more, reason):
        """What the law and the budget ask before an order is placed or changed, and so holds `more` than before."""
        package, seller = self.packages[order.package], self.sellers[order.seller]
        products = [self.products[line.product] for line in order.lines]
        self.need_office(OFFICER, package.unit)
        need(package.state != "active" or package.pp == self.me, "not_disposed_to_you")
        need(package.state == "active" and package.year == self.now.year, "package")
        need(package.ordered + more <= package.ceiling, "package")
        need(all(each.seller == order.seller and each.is_listed for each in products), "products")
        least = [1000 * each.minimum for each in products]
        need(all(line.quantity >= some for line, some in zip(order.lines, least, strict=True)), "products")
        need(all(map(self.is_cool, products)), "price_cooling")
        need(order.total <= ORDER_CEILING, "over_ceiling")
        budget = self.budgets[order.budget]
        need(budget.reserved + budget.committed + budget.spent + more <= budget.ceiling, "over_budget")
        need(all(each.account == budget.account for each in products), "wrong_account")
        need(not seller.is_suspended, "vendor_sanctioned")
        need(self.me not in {package.pa, package.ppk}, "duty_kept_apart")
        buyers = {self.me, package.pa, package.ppk}
        need(not any(person in buyers for person, _ in seller.ties), "duty_kept_apart")
        start, end = order.window
        first_day = self.now.date() + timedelta(days=max(each.lead for each in products))
        need(self.now <= start < end <= start + LONGEST_WINDOW and start.date() >= first_day, "delivery")
        self.fits(order)
        if any(each.is_food for each in products):
            seen = self.meetings.get(order.meeting)
            need(
                seen and seen.package == order.package and seen.hours >= 2 and seen.outsiders >= 1, "meeting"
            )
        need(len(reason.strip()) >= 5, "reason_missing")

    def is_cool(self, product):
        """The product has not been cheaper for some time; one that got cheaper waits no longer than it did before."""
        since = LONG_AGO
        for moment, price in reversed(product.history):
            if price < product.price:
                break
            since = moment
        return since + COOLING <= self.now

    def fits(self, order):
        """Every day holds what all standing orders take of it, where the seller states how much that is."""
        for line in order.lines:
            most = self.products[line.product].per_day
            day = order.window[0].date()
            others = [
                each for each in self.orders.values() if each is not order and each.window[0].date() == day
            ]
            taken = sum(
                each.quantity for other in others if other.state not in GONE for each in other.lines
                if each.product == line.product
            )  # fmt: skip
            need(most is None or taken + line.quantity <= 1000 * most, "over_capacity")

    def move(self, order, counter, amount):
        """Move what the order holds of its budget line to another counter; what it needs no more goes back."""
        budget, before = self.budgets[order.budget], order.accepted_value or order.total
        setattr(budget, order.held, getattr(budget, order.held) - before)
        setattr(budget, counter, getattr(budget, counter) + amount)
        self.packages[order.package].ordered += amount - before
        order.held = counter

    def order_accept(self, order):
        need(self.now <= min(order.due, order.window[1]), "too_late")
        need(not self.sellers[order.seller].is_suspended, "vendor_sanctioned")
        self.move(order, "committed", order.total)

    def order_refuse(self, order, reason="Tidak dijawab."):
        """An order that ends gives back all that it holds, once; it lapses only after the term to answer."""
        need(len(reason.strip()) >= 5, "reason_missing")
        need(order.state != "lapsed" or self.now > order.due, "too_early")
        self.move(order, order.held, 0)

    def order_reject_delivery(self, order, reason):
        need(not any(line.accepted for line in order.lines), "partly_accepted")
        need(order.was != "shipped" or self.now > order.window[1], "too_early")
        self.order_refuse(order, reason)

    def order_receive(self, order, counts, evidence):
        """Count what is accepted and rejected of each line, never more than is left to come."""
        need(any(map(any, counts)), "invalid_form")
        for line, (accepted, rejected) in zip(order.lines, counts, strict=True):
            line.accepted, line.rejected = line.accepted + accepted, line.rejected + rejected
            need(line.accepted + line.rejected <= line.quantity, "invalid_form")
        self.use_once(self.evidence, evidence, "evidence_used")
        is_all = all(line.accepted + line.rejected == line.quantity for line in order.lines)
        order.state = "received" if is_all else "partly_received"

    def order_hand_over(self, order):
        """What was accepted is owed, with PPN if the order has any; the rest goes back."""
        accepted = price_of(order.lines, "accepted") + (self.ppn_of(order, "accepted") if order.ppn else 0)
        need(accepted, "nothing_accepted")
        self.move(order, "committed", accepted)
        order.accepted_value = accepted

    def order_verify(self, order):
        """Food needs the attendance list, and a word if over 5 % of the portions were eaten by nobody."""
        if order.meeting:
            seen, portions = self.meetings[order.meeting], max(line.accepted for line in order.lines) // 1000
            need(seen.attended is not None, "attendance_missing")
            need(seen.note or 20 * (portions - seen.attended) <= portions, "portions_exceed_attendance")
        order.is_free = self.is_free(order)

    def is_free(self, order):
        """Food from a person who stated low sales for this year bears no income tax."""
        return bool(order.meeting) and self.now.year in {
            year for _, year in self.sellers[order.seller].statements
        }

    def order_pay(self, order, reference, evidence):
        need(order.is_free == self.is_free(order), "tax_changed")
        self.use_once(self.references, reference, "reference_used")
        self.use_once(self.evidence, evidence, "evidence_used")
        self.move(order, "spent", order.accepted_value)
        order.paid = order.accepted_value

    def order_record_tax_proof(self, order, receipt, evidence):
        found = self.orders[order]
        self.need_to_know(found.unit, found.seller)
        self.need_office(TREASURERS, found.unit)
        need(found.paid and found.withheld, "no_tax")
        need(not found.is_proven, "tax_proof_used")
        self.add_duty(found, "bendahara")
        self.use_once(self.receipts, receipt, "tax_proof_used")
        self.use_once(self.evidence, evidence, "evidence_used")
        found.is_proven = True

    def order_close(self, order):
        need(order.is_proven or not order.withheld, "tax_proof_missing")

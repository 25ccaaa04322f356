"""Rules of the machine on packages, meetings, products and all that is set up by the installer."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.drawing import ANY, PEOPLE, REASON, WHO, Drawn
from tests.model.ground import BUDGETS, PRODUCTS, SHOPS
from tests.model.model import PACKAGE_STEPS
from tests.model.regular import PACKAGE_NEXT, PACKAGE_TAKERS, fresh, holder, in_unit

ROLES = ("pejabat_pengadaan", "ppk", "pa", "pptk", "bendahara", "bendahara_pembantu", "auditor", "admin")
OTHERS = ("rangkap", "kepala", "sementara", "lama", "cadangan")
SETTING_UP = ("budget", "package", "appoint", "appoint", "state_tax", "tie", "suspend")


class OtherRules(Drawn):
    """Disposers, keepers of meetings, sellers at their shelves, and the installer."""

    @rule(
        number=ANY, who=WHO, other=st.sampled_from(OTHERS), is_regular=st.booleans(), reason=REASON,
        step=st.sampled_from(sorted(PACKAGE_STEPS)), budget=st.sampled_from(sorted(BUDGETS)),
    )  # fmt: skip
    def dispose(self, number, who, other, is_regular, reason, step, budget):
        """The step of a package that comes next, or any; with the usual people, or others."""
        waiting = [name for name, each in self.city.packages.items() if each.state in PACKAGE_NEXT]
        package = self.one(waiting if waiting and is_regular else self.city.packages, number)
        found = self.city.packages[package]
        step = PACKAGE_NEXT.get(found.state, step) if is_regular else step
        facts = {"package": package}
        if step.startswith("dispose"):
            usual = "ppk" if step == "dispose_to_ppk" else "pp"
            facts["person"] = in_unit(usual, found.unit) if number % 3 else other
        elif step == "prepare":
            fit = [
                name for name, each in BUDGETS.items() if (each.unit, each.year) == (found.unit, found.year)
            ]
            facts["budget"] = self.one(fit, number) if is_regular else budget
        elif step in {"return_to_pa", "return_to_ppk", "recall", "withdraw"}:
            facts |= {"step": step, "reason": reason}
        act = "return" if "step" in facts else step
        self.send(f"package.{act}", who or holder(PACKAGE_TAKERS[step], found), **facts)

    @rule(
        number=ANY, who=WHO, days=st.integers(0, 3), is_long=st.sampled_from((True, True, False)),
        attended=st.sampled_from((None, 20, 19, 18, 40, 0)), note=st.sampled_from(("", "", "Hujan deras.")),
    )  # fmt: skip
    def meet(self, number, who, days, is_long, attended, note):
        """Who came to a meeting is recorded, or a new meeting is."""
        if attended is not None and self.city.meetings:
            facts = {"attended": attended, "note": note, "evidence": f"bukti {fresh(self.city)}"}
            meeting = self.one(self.city.meetings, number)
            self.send("meeting.record_attendance", who or "pptk", meeting=meeting, **facts)
            return
        ends = dt.datetime.combine(self.city.now.date() + dt.timedelta(days=days), dt.time(15))
        facts = {
            "meeting": f"R{fresh(self.city)}",
            "ends": ends,
            "hours": 3 if is_long else 1,
            "outsiders": number % 4,
        }
        self.send("meeting.record", who or "pptk", package=self.one(self.city.packages, number), **facts)

    @rule(
        what=st.sampled_from(SETTING_UP), who=WHO, number=ANY, millions=st.sampled_from((90, 60, 30, 5, 0)),
        year=st.sampled_from((2025, 2026)), person=st.sampled_from(PEOPLE[:-1]), role=st.sampled_from(ROLES),
        seller=st.sampled_from(tuple(SHOPS)),
    )  # fmt: skip
    def set_up(self, what, who, number, **drawn):
        """The installer funds, announces, appoints, ties and suspends; a seller hands in a tax paper."""
        drawn["person"] = self.city.accounts[drawn["person"]]
        act, facts = getattr(self, what)(number, **drawn)
        self.send(act, who or ("mawar" if what == "state_tax" else "clock"), **facts)

    def budget(self, number, millions, **_):
        return "budget.set_ceiling", {"budget": self.one(BUDGETS, number), "ceiling": millions * 1_000_000}

    def package(self, number, millions, year, **_):
        """Another ceiling of a package, or a new one."""
        known = sorted(self.city.packages)
        package = (*known, f"P{len(known) + 1}")[number % (len(known) + 1)]
        found = self.city.packages.get(package)
        unit, year = (found.unit, found.year) if found else ("GBR", year)
        return "package.import", {
            "package": package,
            "unit": unit,
            "year": year,
            "ceiling": millions * 1_000_000,
        }

    def appoint(self, number, person, role, **_):
        """For good, for a day or for ten."""
        since, days = self.city.now, (0, 1, 10)[number % 3]
        until = since + dt.timedelta(days=days) if days else None
        return "appointment.make", {
            "person": person,
            "unit": "GBR",
            "role": role,
            "since": since,
            "until": until,
        }

    def state_tax(self, number, year, **_):
        return "vendor.state_tax", {"seller": "mawar", "number": f"OMZET/{year}/{number % 3}", "year": year}

    def tie(self, number, person, seller, **_):
        return "vendor.tie", {
            "seller": seller,
            "person": person,
            "tie": ("staff", "account_holder")[number % 2],
        }

    def suspend(self, _number, seller, **_):
        return "vendor.suspend", {"seller": seller}

    @rule(
        who=WHO,
        number=ANY,
        price=st.sampled_from((40_000, 55_555, 1_250_000)),
        what=st.sampled_from(("price", "capacity", "new", "off")),
    )
    def sell(self, who, number, price, what):
        """Another price or capacity, a new product, or one off the shelf."""
        product = self.one(PRODUCTS, number)
        owner = self.city.products[product].seller
        if what == "price":
            self.send("product.change_price", who or owner, product=product, price=price)
        elif what == "capacity":
            per_day = (None, 5, 20, 60)[number % 4]
            self.send("product.set_capacity", who or owner, product=product, per_day=per_day)
        elif what == "off":
            self.send("product.delist", who or owner, product=product, is_listed=False)
        else:
            self.send(
                "product.list",
                who or "pena",
                seller="pena",
                product=f"Barang {fresh(self.city)}",
                price=price,
            )

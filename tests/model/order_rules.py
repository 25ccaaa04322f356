"""Rules of the machine on orders: regular purchases, and all that may be tried on one."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.drawing import ANY, REASON, WHO, WHO_ON_ORDER, Drawn
from tests.model.model import ORDER_STEPS
from tests.model.regular import WORD, facts_of_order, holder, next_of, used

PAPER, MARKER, PEN, RICE = (
    "Kertas A4 80 gram",
    "Spidol papan tulis",
    "Pulpen gel hitam",
    "Nasi kotak ayam bakar",
)
BASKETS = st.sampled_from(
    (
        {PAPER: 36}, {PEN: 10}, {RICE: 20}, {PEN: 60}, {PAPER: 2, MARKER: 3}, {RICE: 40, "Kudapan 3 macam": 41},
        {PAPER: 300}, {PEN: 700}, {PAPER: 850}, {RICE: 19}, {PEN: 1, MARKER: 1},
    )
)  # fmt: skip


class OrderRules(Drawn):
    """Buyers, sellers and treasurers."""

    @rule(
        number=ANY,
        basket=BASKETS,
        steps=st.integers(0, 8),
        is_spoilt=st.sampled_from((False, False, False, True)),
    )
    def buy(self, number, basket, steps, is_spoilt):
        """A purchase that fits, for some steps of its way; nothing of it may be good."""
        before = set(self.city.orders)
        self.place_order(basket, number, days=1)
        for order in set(self.city.orders) - before:
            self.go_on_with(order, steps, is_spoilt=is_spoilt)

    @rule(number=ANY, steps=st.integers(1, 4))
    def go_on(self, number, steps):
        """An order goes its regular way for some steps."""
        self.go_on_with(self.one(self.city.orders, number), steps)

    def go_on_with(self, order, steps, *, is_spoilt=False):
        for _ in range(steps):
            if found := next_of(self.city, order):
                act, who, facts = found
                if is_spoilt and act == "order.receive":
                    facts["counts"] = [(0, left) for left, _ in facts["counts"]]
                self.send(act, who, **facts)

    @rule(
        number=ANY,
        basket=BASKETS,
        days=st.integers(0, 4),
        hours=st.sampled_from((6, 6, 800)),
        who=WHO,
        reason=REASON,
    )
    def place(self, number, basket, days, hours, who, reason):
        """An order in any package."""
        self.place_order(basket, number, days, hours, who, reason, is_fit=number % 2)

    def place_order(self, basket, number, days, hours=6, who="", reason=WORD, *, is_fit=True):
        city, product = self.city, self.city.products[next(iter(basket))]
        fit = [name for name, each in city.packages.items() if self.fits(each, product.account)]
        package = self.one(fit if fit and is_fit else city.packages, number)
        meetings = [name for name, each in city.meetings.items() if each.package == package or not is_fit]
        facts = self.wanted(basket, days + product.lead - 1, hours, reason)
        facts |= {"seller": product.seller, "meeting": self.one(meetings, number // 3) if meetings else None}
        self.send("order.place", who or holder("pp", city.packages[package]), package=package, **facts)

    def fits(self, package, account):
        is_open = package.state == "active" and package.year == self.city.now.year
        return is_open and self.city.budgets[package.budget].account == account

    def wanted(self, basket, days, hours, reason):
        start = dt.datetime.combine(self.city.now.date() + dt.timedelta(days=days), dt.time(18))
        wanted = {name: 1000 * count + 333 * (days % 2) for name, count in basket.items()}
        return {"wanted": wanted, "window": (start, start + dt.timedelta(hours=hours)), "reason": reason}

    @rule(
        number=ANY,
        basket=BASKETS,
        days=st.integers(0, 4),
        who=WHO_ON_ORDER,
        reason=REASON,
        behind=st.sampled_from((0, 0, 0, 1)),
    )
    def change(self, number, basket, days, who, reason, behind):
        """Other quantities, or goods that may be another seller's."""
        order = self.order_in({"placed"}, number)
        found = self.city.orders[order]
        if number % 3:
            basket = {line.product: max(1, line.quantity // 1000 + number - 4) for line in found.lines}
        facts = self.wanted(basket, days + 1, 6, reason) | {"version": found.version - behind}
        self.send("order.change", self.taker(who, order, "change", number), order=order, **facts)

    @rule(number=ANY, step=st.sampled_from(("accept", "refuse", "cancel")), who=WHO_ON_ORDER, reason=REASON)
    def answer(self, number, step, who, reason):
        """A placed order is accepted, refused or cancelled."""
        self.try_step(number, step, {"placed"}, who, reason)

    @rule(
        number=ANY,
        step=st.sampled_from(sorted(set(ORDER_STEPS) - {"change", "receive"})),
        who=WHO_ON_ORDER,
        reason=REASON,
    )
    def step(self, number, step, who, reason):
        """Any step, of an order that is ready for it if there is one."""
        self.try_step(number, step, ORDER_STEPS[step][2], who, reason)

    def try_step(self, number, step, states, who, reason):
        order = self.order_in(states, number)
        facts = facts_of_order(self.city, order, step)
        facts |= {"reason": reason} if "reason" in facts else {}
        self.send(f"order.{step}", self.taker(who, order, step, number), **facts)

    @rule(number=ANY, accepted=st.integers(0, 3), rejected=st.integers(0, 2), who=WHO_ON_ORDER)
    def receive(self, number, accepted, rejected, who):
        """Count thirds of what is left of each line, or all; seldom with a photo that served before."""
        order = self.order_in({"shipped"}, number)
        facts = facts_of_order(self.city, order, "receive")
        left = [each for each, _ in facts["counts"]]
        thirds = [each // 3000 * 1000 for each in left]
        taken = left if accepted == 3 else [third * accepted for third in thirds]
        facts["counts"] = list(zip(taken, [third * rejected for third in thirds], strict=True))
        facts["evidence"] = used(self.city, facts["evidence"]) if number == 1 else facts["evidence"]
        self.send("order.receive", self.taker(who, order, "receive", number), **facts)

    @rule(
        number=ANY,
        who=WHO_ON_ORDER,
        step=st.sampled_from(("pay", "record_tax_proof")),
        again=st.integers(0, 3),
    )
    def prove(self, number, who, step, again):
        """The treasurer pays or proves a tax; perhaps with a number or a file that served before."""
        order = self.order_in({"verified"} if step == "pay" else {"paid"}, number)
        facts = facts_of_order(self.city, order, step)
        if again == 1:
            facts["evidence"] = used(self.city, facts["evidence"])
        for name, known in (("reference", self.city.references), ("receipt", self.city.receipts)):
            if again == 2 and name in facts and known:
                facts[name] = min(known)
        self.send(f"order.{step}", self.taker(who, order, step, number), **facts)

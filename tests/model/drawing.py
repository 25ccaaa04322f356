"""What the rules of the machine draw, and what they share."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.model.ground import EXTRA, SHOPS
from tests.model.model import ORDER_STEPS
from tests.model.regular import WORD, taker_of_order

OFFICES = ("pa", "kpa", "ppk", "pp", "pptk", "bendahara", "pembantu", "kurator", "auditor", "admin")
STRANGERS = ("pa DPC", "ppk DPC", "pp DPC", "bendahara DPC", "auditor DPC", "rangkap dua")
PEOPLE = (*EXTRA, *OFFICES, *STRANGERS, *SHOPS, "clock")
WHO = st.sampled_from(("",) * 150 + PEOPLE)
"""Mostly whoever should act (an empty text), now and then anybody."""
BUSY = "one who did another duty on the order, and holds the office if there is such a one"
WHO_ON_ORDER = st.sampled_from(("",) * 90 + (BUSY,) * 30 + PEOPLE)
REASON = st.sampled_from((WORD,) * 12 + ("", "    ya    "))
ANY, HIGH = st.integers(0, 11), 10
"""Chooses a record, or how strange a command is."""
LAST = dt.datetime(2026, 1, 30)  # noqa: DTZ001 (the model knows one clock, the city's own)
"""The story ends before February, whose holidays the model does not know."""


class Drawn(RuleBasedStateMachine):
    """An example: it begins on the ground and is undone at its end."""

    bench = None

    def __init__(self):
        super().__init__()
        self.bench.begin()
        self.crash_after, self.is_sound = None, True

    def teardown(self):
        try:
            if self.is_sound:
                self.bench.check()
        finally:
            self.bench.undo()

    @property
    def city(self):
        return self.bench.city

    def send(self, act, who, command=None, **facts):
        """Send a command to model and program, perhaps after a crash in the midst of it; returns the answer."""
        crash, self.crash_after = self.crash_after, None
        self.is_sound = False  # until both are of one mind again
        answer = self.bench.send(act, who, facts, command, crash)
        self.is_sound = True
        return answer

    def one(self, records, number):
        """One of some records, by name."""
        return sorted(records)[number % len(records)]

    def taker(self, who, order, step, number):
        """Whoever takes a step of an order: somebody drawn, one who is busy on it otherwise, or who should."""
        if who != BUSY:
            return who or taker_of_order(self.city, order, step)
        busy = {by for _, by in self.city.orders[order].duties} - {taker_of_order(self.city, order, step)}
        able = {
            each.person
            for each in self.city.offices
            if each.role in ORDER_STEPS.get(step, ORDER_STEPS["pay"])[0]
        }
        return self.one(busy & able or busy, number)

    def order_in(self, states, number):
        """An order in one of the states, if there is one; for the two highest numbers any."""
        ready = [name for name, each in self.city.orders.items() if each.state in states]
        return self.one(ready if ready and number < HIGH else self.city.orders, number)

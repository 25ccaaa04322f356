"""The state machine: every command of every role, with repeats, replays, crashes, the clock and the year's end."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.drawing import ANY, LAST, WHO
from tests.model.order_rules import OrderRules
from tests.model.other_rules import OtherRules

NEW_YEAR = dt.datetime(2026, 1, 1)  # noqa: DTZ001 (the model knows one clock, the city's own)


class Purchases(OrderRules, OtherRules):
    """All people of the city, its clock, and what can go wrong between a command and its answer."""

    @rule(
        hours=st.sampled_from((1, 2, 4, 20, 72)),
        limit=st.integers(0, 9),
        seconds=st.sampled_from((-1, 0, 1)),
        number=ANY,
    )
    def wait(self, hours, limit, seconds, number):
        """Time passes: some hours, or to a limit; what was not answered may lapse then; seldom all is checked."""
        limits = self.limits()
        if limit < len(limits):
            self.move_clock(limits[limit] + dt.timedelta(seconds=seconds))
        else:
            self.move_clock(self.city.now + dt.timedelta(hours=hours))
        if number % 3 == 0:
            self.lapse()
        if number == 1:
            self.bench.check()

    def limits(self):
        """Ends of terms, windows and offices, the next ones first."""
        found = {each.until for each in self.city.offices if each.until}
        for each in self.city.orders.values():
            found |= {each.due, each.window[1]} if each.state in {"placed", "accepted", "shipped"} else set()
        return sorted(each for each in found if each > self.city.now)[:4]

    @rule(seconds=st.sampled_from((-1, 0, 120_000)), chance=st.integers(0, 3))
    def end_year(self, seconds, chance):
        """The last second of the fiscal year, the first of the next, or its first working morning."""
        if chance == 0:
            self.move_clock(NEW_YEAR + dt.timedelta(seconds=seconds))

    def move_clock(self, moment):
        """Time never runs back."""
        self.city.now = max(self.city.now, min(moment, LAST))

    def lapse(self):
        """The clock lets lapse what was not answered in time, as its task does."""
        for name, each in list(self.city.orders.items()):
            if each.state == "placed" and self.city.now > each.due:
                self.send("order.lapse", "clock", order=name)

    @rule(number=ANY, who=WHO, otherwise=st.sampled_from(("", "", "account", "fact")))
    def again(self, number, who, otherwise):
        """An old command is sent again: as it was, by another account, or with another fact."""
        command, act, by, facts, _ = self.bench.sent[-1 - number * (1 + number % 3)]
        if otherwise == "account":
            by = who or "auditor"
        elif otherwise == "fact":
            facts = other_content(self.city, facts)
        self.send(act, by, command, **facts)

    @rule(statements=st.integers(0, 14))
    def crash(self, statements):
        """The next command is interrupted after some statements, and then sent again."""
        self.crash_after = statements


def other_content(city, facts):
    """The same facts, but one."""
    for name, changed in (
        ("reason", "Alasan lain."),
        ("evidence", "bukti lain"),
        ("ceiling", 1),
        ("price", 1),
    ):
        if name in facts:
            return facts | {name: changed}
    for name, records in (("order", city.orders), ("package", city.packages), ("seller", city.sellers)):
        if name in facts:
            return facts | {name: next(each for each in records if each != facts[name])}
    return facts | ({"until": city.now + dt.timedelta(days=900)} if "until" in facts else {})

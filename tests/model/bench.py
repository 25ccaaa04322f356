"""Where model and program are compared: every command goes to both, and both must say and do the same."""

import copy
from itertools import islice

from django.db import DatabaseError, connection, transaction

from eorder.foundation.ids import new_command
from eorder.openness.consistency.runner import INVARIANTS
from tests.model import picture
from tests.model.program import Program

SHOWN = 5


class DiffersError(AssertionError):
    """Program and model are not of one mind."""


class Bench:
    """A model and a program that begin alike; what an example does to them is undone at its end."""

    def __init__(self, city, names):
        self.ground, self.names = city, names
        self.before = picture.of_program()["commands"]
        self.city, self.program, self.sent = city, Program(names), []

    def begin(self):
        """Open what `undo` takes back."""
        self.kept = (self.city, self.program, list(self.sent))
        self.city, self.program = copy.deepcopy(self.city), Program(self.program.names.copied())
        self.example = transaction.atomic()
        self.example.__enter__()

    def undo(self):
        """Take everything back since `begin`."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        self.city, self.program, self.sent = self.kept

    def send(self, act, who, facts, command=None, crash_after=None):
        """Send a command to both, after a crash in the middle of it if wanted; returns the answer.

        Raises:
            DiffersError: The answers differ, or what the records say afterwards.
        """
        message = (command or new_command(), act, who, facts)
        told = f"{act} by {who} at {self.city.now}: {facts}"
        if crash_after is not None:
            self.program.crash(crash_after, *message, self.city.now)
            self.compare(f"after a crash in {told}")
        before = set(self.city.orders)
        self.city, expected = self.city.send(str(message[0]), *message[1:])
        try:
            answer, subject = self.program.send(*message, self.city.now)
        except DatabaseError as error:
            raise DiffersError(f"{told}: model {expected}, program fails with {error}") from error
        if answer != expected.replace("repeated", "done"):
            raise DiffersError(f"{told}: model {expected}, program {answer}")
        if expected == "done":
            self.program.learn(act, facts, subject, *(set(self.city.orders) - before))
            self.sent.append((*message, subject))
        elif expected == "repeated" and subject != self._first(message[0]):
            raise DiffersError(f"{told}: the repeat answers {subject}, not what the first did")
        self.compare(told, facts["order"] if act == "order.verify" and expected == "done" else "")
        return expected

    def _first(self, command):
        return next(subject for sent, *_, subject in self.sent if sent == command)

    def compare(self, told, verified=""):
        """Compare the pictures; the tax of a bill that was just verified is told to the model."""
        seen = picture.of_program()
        if verified:
            self.city.orders[verified].withheld = seen["withheld"].get(verified)
        found = picture.differences(picture.of_model(self.city, self.program.names, self.before), seen)
        if found:
            raise DiffersError("\n".join([told, *found]))

    def check(self):
        """Ask every invariant of the program's own check.

        Raises:
            DiffersError: One does not hold.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")
        found = {each.code: list(islice(each.offenders(), SHOWN)) for each in INVARIANTS}
        broken = [f"{code}: {offenders}" for code, offenders in found.items() if offenders]
        if broken:
            raise DiffersError("\n".join(broken))

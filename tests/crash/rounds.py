"""Rounds of a crash run: clients act, something is killed, what is dead starts again, the lists are compared."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.crash import gates, points
from tests.crash.clients import FOLLOWS, Crowd, Door
from tests.crash.comparing import compare
from tests.crash.installation import kill

CLIENTS = 64
POINTS = ("random", points.BEFORE_BEGIN, gates.AFTER_LOCK, gates.BEFORE_COMMIT, points.AFTER_COMMIT)
VICTIMS = ("web", "web_process", "database", "database_at_once", "worker")
CHECKED_EACH = 10


@dataclass
class Tally:
    """The counts of a run."""

    rounds: int = 0
    kills: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    in_flight: list = field(default_factory=list)
    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    in_doubt: int = 0
    resolved: int = 0
    done_in_doubt: int = 0
    lost: int = 0
    doubled: int = 0
    half_done: int = 0
    seconds: float = 0.0

    def __str__(self):
        mean = sum(self.in_flight) / max(1, len(self.in_flight))
        kills = ", ".join(
            f"{victim} at {point}: {count}" for (victim, point), count in sorted(self.kills.items())
        )
        return (
            f"{self.rounds} rounds in {self.seconds:.0f} s; {self.sent} acts sent, {mean:.1f} in flight at the kill on "
            f"average, {self.acknowledged} acknowledged, {self.refused} refused, {self.in_doubt} in doubt, of these "
            f"{self.resolved} resolved ({self.done_in_doubt} had been done); {self.lost} lost, {self.doubled} doubled, "
            f"{self.half_done} half done\nkills: {kills}\nacknowledged: {dict(self.kinds)}"
        )


class Run:
    """One installation over many rounds."""

    def __init__(self, installation, ground, seed=0):
        self.installation, self.door = installation, Door(installation.port, ground)
        self.tally, self.acts, self.begun = Tally(), [], []
        self.choose = random.Random(seed)  # noqa: S311 - repeatable

    def round(self, victim, point, clients=CLIENTS):
        """Let clients act, kill at a point, start again, resolve, compare; what was compared."""
        began, tally = time.monotonic(), self.tally
        with Crowd(self.door, clients, tally.rounds, self.begun) as crowd:
            time.sleep(self.choose.uniform(0.5, 1.0))
            tally.in_flight.append(self._kill(victim, point, crowd))
            time.sleep(0.3)
        self.installation.revive()
        self.acts += crowd.acts
        self.resolve(crowd.acts)
        self.begun = [act for act in followed(crowd) if act.status == "acknowledged" and act.kind in FOLLOWS]
        compared = compare(self.installation, self.acts)
        tally.rounds += 1
        tally.sent += len(crowd.acts)
        tally.kinds.update(act.kind for act in crowd.acts if act.status == "acknowledged")
        tally.acknowledged += sum(act.status == "acknowledged" for act in crowd.acts)
        tally.refused += sum(act.status == "refused" for act in crowd.acts)
        tally.lost += len(compared.lost)
        tally.doubled += len(compared.doubled)
        tally.half_done += len(compared.halves) + len(compared.unknown)
        tally.seconds += time.monotonic() - began
        return compared

    def _kill(self, victim, point, crowd):
        """Kill at the point; how many acts were in flight just before."""
        if point in gates.GATES:
            flying = self._kill_at_gate(victim, point, crowd)
        elif point == "random":
            flying = crowd.in_flight
            kill(self.installation.victims(victim))
        else:
            flying = self._kill_at_point(victim, point, crowd)
        self.tally.kills[victim, point] += 1
        return flying

    def _kill_at_gate(self, victim, point, crowd):
        with gates.closed(self.installation.cluster.urls().owner_url, point) as wait:
            assert wait(), f"no act came to {point}"
            flying = crowd.in_flight
            kill(self.installation.victims(victim))
        return flying

    def _kill_at_point(self, victim, point, crowd):
        folder = self.installation.points
        points.arm(folder, point, () if victim == "web_process" else self.installation.victims(victim))
        end = time.monotonic() + 3
        while (folder / point).exists() and time.monotonic() < end:
            time.sleep(0.005)
        flying = crowd.in_flight
        assert not points.disarm(folder), f"no act came to {point}"
        return flying

    def resolve(self, acts):
        """Send what is in doubt again under the same command, until the answer is definite."""
        doubtful = [act for act in acts if act.status == "in_doubt"]
        done = {
            command
            for (command,) in self.installation.query(
                "SELECT id::text FROM journal_command WHERE id::text = ANY(%s)",
                [act.command for act in doubtful],
            )
        }
        connection = self.door.connect()
        end = time.monotonic() + 60
        for act in doubtful:
            while act.status == "in_doubt":
                assert time.monotonic() < end, act.answers[-3:]
                self.door.send(connection, act)
        connection.close()
        self.tally.in_doubt += sum(act.was_in_doubt for act in acts)
        self.tally.resolved += len(doubtful)
        self.tally.done_in_doubt += len(done)


def followed(crowd):
    """What the clients had at hand at the end, and what they were in doubt of, each once."""
    return {
        act.command: act for act in [*crowd.left, *(act for act in crowd.acts if act.was_in_doubt)]
    }.values()

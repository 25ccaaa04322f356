"""How long the machine runs, and from which seed."""

import os
import secrets
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.machine import Purchases

USUAL = 200
EXAMPLES = int(os.environ.get("EORDER_MODEL_EXAMPLES", USUAL))
SEED = int(os.environ.get("EORDER_MODEL_SEED", "0")) or (
    20_220_101 if EXAMPLES == USUAL else secrets.randbits(32)
)
"""The same one for the usual run, another one each time for a longer one; it is printed with what is found."""
STEPS = 30
FINDING, SHRINKING = (Phase.generate,), (Phase.generate, Phase.shrink)


class Tally:
    """What was begun and sent, by kind of command and of answer, and in which example something was found."""

    def __init__(self):
        self.examples = self.commands = self.found = 0
        self.kinds, self.answers = Counter(), Counter()

    def __str__(self):
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items()))
        answers = ", ".join(f"{answer} {count}" for answer, count in self.answers.most_common())
        return f"{self.examples} examples, {self.commands} commands ({kinds}); answers: {answers}"


def run(bench, examples, number, phases=SHRINKING, machine=Purchases):
    """Run the machine for some examples of a seed; returns how much was compared.

    Raises:
        DiffersError: Program and model are not of one mind; the failing commands and the seed are noted with it.
    """
    tally = Tally()

    class Counted(machine):
        def __init__(self):
            super().__init__()
            tally.examples += 1

        def send(self, act, who, command=None, **facts):
            tally.commands += 1
            tally.kinds[act] += 1
            tally.answers[super().send(act, who, command, **facts)] += 1

        def teardown(self):
            tally.found = tally.found or (0 if self.is_sound else tally.examples)
            super().teardown()

    Counted.bench = bench
    chosen = settings(
        max_examples=examples, stateful_step_count=STEPS, deadline=None, database=None, derandomize=False,
        phases=phases, suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(number)(Counted), settings=chosen)
    except BaseException as error:
        error.add_note(f"EORDER_MODEL_SEED={number}, example {tally.found or tally.examples}")
        raise
    return tally

"""The machine finds bugs: each of five planted ones, within a bounded number of examples, whatever the seed."""

import pytest

from tests.model.bench import DiffersError
from tests.model.mutants import MUTANTS, planted
from tests.model.running import FINDING, SEED, run

MOST_EXAMPLES = 400


@pytest.mark.parametrize("name", MUTANTS)
def test_bug_when_planted_then_the_machine_finds_it(bench, name, record_property):
    with planted(name), pytest.raises(DiffersError) as found:
        run(bench, MOST_EXAMPLES, SEED, phases=FINDING)
    record_property("found", found.value.__notes__[-1])

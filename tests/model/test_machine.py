"""The program does what the model says, whatever its commands are and in whatever order they come."""

import pytest

from tests.factories.commands import all_acts
from tests.model.model import ORDER_STEPS
from tests.model.program import Program
from tests.model.running import EXAMPLES, SEED, run

PARTS = 4
"""Parts of the long run, which processes can share."""
APART = {
    "account.change_password",
    "account.open",
    "account_change.propose",
    "account_change.refuse",
    "account_change.stop",
    "account_change.verify",
    "account_change.withdraw",
    "address.activate",
    "address.add",
    "application.accept",
    "application.return",
    "application.save",
    "application.send",
    "business.admit",
    "claim.dismiss",
    "claim.make",
    "claim.uphold",
    "claim.withdraw",
    "curation.answer",
    "curation.appeal",
    "curation.hand_in",
    "curation.score",
    "contact.ask",
    "contact.prove",
    "person.register",
    "photo.add",
    "photo.put_first",
    "photo.remove",
    "photo.show",
    "product.import",
    "sanction.answer",
    "sanction.appeal",
    "sanction.dismiss",
    "sanction.impose",
    "sanction.list",
    "sanction.note_likeness",
    "sanction.propose",
    "sanction.strike",
    "sheet.check",
    "sheet.take",
    "template.publish",
    "token.issue",
    "token.revoke",
    "vendor.register",
}
"""Acts left out: of people, businesses, accounts, claims, addresses, categories, photos, keys, sanctions.

No money moves.
"""


def test_machine_when_run_for_ten_examples_then_program_and_model_agree(bench):
    assert run(bench, 10, SEED).commands > 100


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_machine_when_run_for_long_then_program_and_model_agree(bench, part, capsys):
    tally = run(bench, EXAMPLES // PARTS, SEED + part + 1)
    with capsys.disabled():
        print(f"\nmodel, part {part + 1} of {PARTS}, seed {SEED + part + 1}: {tally}")  # noqa: T201 - the counts are what is asked for
    assert tally.examples >= EXAMPLES // PARTS


def test_machine_when_compared_with_the_acts_of_the_program_then_none_is_left_out():
    steps = {f"order.{step}" for step in ORDER_STEPS}
    told = {act for act in all_acts() if act in steps or hasattr(Program, act.replace(".", "_"))}
    assert told | APART == set(all_acts())

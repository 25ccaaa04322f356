from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.foundation.ids import new_command
from eorder.records.journal.models import Command
from tests.factories.commands import Cases


def test_ceiling_when_its_change_is_sent_again_then_the_answer_is_the_line_that_was_changed(undone):
    call, _ = Cases(undone).call("budget.set_ceiling")
    line = set_ceiling(**call, command=new_command())
    change = call | {"ceiling": 7_000_000, "command": new_command()}
    assert set_ceiling(**change) == line
    assert set_ceiling(**change) == line
    assert Command.objects.get(id=change["command"]).subject_id == line

"""The command explains itself in one language, Indonesian, as its refusals do."""

import re

import pytest
import typer
from typer.testing import CliRunner

from eorder.cli.app import app

ENGLISH = re.compile(
    r"\b(the|and|of|with|from|to|for|import(s|ed)?|walk|serve|bring|up|its|run)\b", re.IGNORECASE
)


def every(command, path=()):
    """Each verb with what it is called by."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every(inner, (*path, name))


COMMANDS = dict(every(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_when_asked_then_every_word_of_ours_is_indonesian(path):
    command = COMMANDS[path]
    texts = [command.help or "", *(each.help or "" for each in command.params if each.name != "help")]
    assert [text for text in texts if not text or ENGLISH.search(text)] == []


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_when_listed_then_no_line_is_cut_off(path):
    answer = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "80"})
    assert answer.exit_code == 0
    assert "..." not in answer.output.replace("[ARGS]...", "")

"""Run a program and learn what it took."""

import subprocess
import sys
from dataclasses import dataclass

LAUNCHER = """
import os, sys
child = os.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Between the test and the program: what a process took counts the process it was made from."""


@dataclass(frozen=True)
class Measured:
    """A program that ended.

    Attributes:
        seconds: Of work; what it waited for a busy machine says nothing about the program.
        megabytes: The most memory it took.
    """

    returncode: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float


def measured(*arguments, **how):
    """Run Python with these arguments."""
    done = subprocess.run(
        [sys.executable, "-IS", "-c", LAUNCHER, sys.executable, *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=180, **how,
    )  # fmt: skip
    said, _, taken = done.stderr.strip().rpartition("\n")
    kilobytes, seconds = map(float, taken.split())
    return Measured(done.returncode, done.stdout, said, seconds, kilobytes / 1024)

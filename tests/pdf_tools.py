"""The programs that read PDF and QR codes back."""

import os
import shutil
import subprocess

import pytest


def run_tool(program: str, *arguments: object) -> str:
    """Run a program and give what it prints; where it is missing, the test is left out or fails."""
    if shutil.which(program) is None:
        missing = f"{program} tidak terpasang (Debian: poppler-utils, qpdf, zbar-tools)"
        if os.environ.get("EORDER_REQUIRE_TOOLS") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode()

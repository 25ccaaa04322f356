"""Entry point of the `eorder` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; an expected failure is one sentence and exit code 2."""
    from eorder.cli.app import app
    from eorder.foundation.errors import EorderError

    try:
        app()
    except EorderError as error:
        sys.stderr.write(f"{error.sentence}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()

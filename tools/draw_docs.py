"""Draw the documents that follow from the code: states, law, access and the description of the API.

`draw_docs.py` writes them under `docs/`; with `--check` it only names those that are not current.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DRAWN = "Drawn by `make docs`; change the code, not this file."


def main(*, check: bool = False) -> list[str]:
    """Draw all documents; returns the names of those that differed from what is drawn.

    Args:
        check: Change nothing.
    """
    set_up()
    return [name for name, draw in DRAWINGS.items() if _place(DOCS / name, draw(), check=check)]


def set_up() -> None:
    """Let Django know its apps; no database is needed or started, and no installation's address is drawn."""
    for given in ("EORDER_PUBLIC_URL", "EORDER_OCID_PREFIX"):
        os.environ.pop(given, None)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def _place(file: Path, text: str, *, check: bool) -> bool:
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if before == text:
        return False
    if not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return True


def order_states() -> str:
    """Draw the states of an order."""
    from eorder.buying.orders.states import STEPS
    from eorder.foundation.transitions import draw

    return f"{draw('States of an order', STEPS)}\n{DRAWN}\n"


def package_states() -> str:
    """Draw the states of a procurement package."""
    from eorder.buying.packages.states import STEPS
    from eorder.foundation.transitions import draw

    return f"{draw('States of a package', STEPS)}\n{DRAWN}\n"


def application_states() -> str:
    """Draw the states of an application to sell."""
    from eorder.foundation.transitions import draw
    from eorder.parties.joining.states import STEPS

    return f"{draw('States of an application', STEPS)}\n{DRAWN}\n"


def sanction_states() -> str:
    """Draw the states of a sanction."""
    from eorder.foundation.transitions import draw
    from eorder.parties.sanctions.states import STEPS

    return f"{draw('States of a sanction', STEPS)}\n{DRAWN}\n"


def curation_states() -> str:
    """Draw the states of a product before the curators."""
    from eorder.foundation.transitions import draw
    from eorder.market.curation.states import STEPS

    return f"{draw('States of a product before the curators', STEPS)}\n{DRAWN}\n"


def appeal_states() -> str:
    """Draw the states of an appeal against a curator's judgement."""
    from eorder.foundation.transitions import draw
    from eorder.market.curation.states import APPEAL_STEPS

    return f"{draw('States of an appeal against a judgement of curation', APPEAL_STEPS)}\n{DRAWN}\n"


def account_states() -> str:
    """Draw the states of a change of a seller's account."""
    from eorder.foundation.transitions import draw
    from eorder.parties.banking.states import STEPS

    return f"{draw('States of a change of account', STEPS)}\n{DRAWN}\n"


def claim_states() -> str:
    """Draw the states of a claim on a number."""
    from eorder.foundation.transitions import draw
    from eorder.parties.claims.states import STEPS

    return f"{draw('States of a claim', STEPS)}\n{DRAWN}\n"


def law() -> str:
    """List every parameter of law with its dates, article and certainty."""
    from eorder.law.drawing import markdown_table

    return f"# What the law fixes\n\n{DRAWN}\n\n{markdown_table()}"


def access() -> str:
    """List every address with who may open it."""
    from django.utils import translation

    from eorder.web.public.routes import routes

    with translation.override("id"):
        rows = sorted(
            f"| `{each.path}` | {', '.join(each.methods)} | {each.name} | {each.words} (`{each.policy}`) |"
            for each in routes()
        )
    head = [
        "# Who may open which address",
        "",
        DRAWN,
        "",
        "| address | methods | name | who |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def api() -> str:
    """Describe the API in OpenAPI."""
    from eorder.api.v1.api import api as described

    return _written(described.get_openapi_schema())


def open_data() -> str:
    """Describe the addresses of the open data in OpenAPI."""
    from eorder.openness.opendata.description import description

    return _written(description())


def _written(described: Mapping[str, object]) -> str:
    return json.dumps(described, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


DRAWINGS: dict[str, Callable[[], str]] = {
    "states/orders.md": order_states,
    "states/packages.md": package_states,
    "states/applications.md": application_states,
    "states/sanctions.md": sanction_states,
    "states/curation.md": curation_states,
    "states/curation_appeals.md": appeal_states,
    "states/account_changes.md": account_states,
    "states/claims.md": claim_states,
    "law.md": law,
    "access.md": access,
    "openapi.json": api,
    "openapi-ocds.json": open_data,
}


if __name__ == "__main__":
    only_checked = "--check" in sys.argv[1:]
    changed = main(check=only_checked)
    for name in changed:
        print(f"docs/{name} {'is not current: run make docs' if only_checked else 'drawn'}")
    sys.exit(1 if only_checked and changed else 0)

"""The templates that come with the program: one TOML file for each category, read once.

Codes of budget accounts, KBLI 2020, CPV 2008 and units of measure were each looked up in the published tables; which of
them belong to a category is this project's own mapping, made from what real small purchases of a province ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from eorder.market.templates.reading import Vocabulary, read_template, read_vocabulary
from eorder.market.templates.template import Template


@cache
def vocabulary() -> Vocabulary:
    """Read what templates share.

    Raises:
        ConfigurationError: A file breaks a rule.
    """
    folder = files("eorder.market.templates.vocabulary")
    units, attributes, criteria = (
        folder.joinpath(f"{name}.toml").read_text("utf-8") for name in ("units", "attributes", "criteria")
    )
    return read_vocabulary(units, attributes, criteria)


@cache
def templates() -> Mapping[str, Template]:
    """Read every template, by code in alphabetical order.

    Raises:
        ConfigurationError: A file breaks a rule.
    """
    return templates_in(files("eorder.market.templates.data"))


def templates_in(folder: Traversable) -> dict[str, Template]:
    """Read every template of a folder, by code in alphabetical order; other files are left alone.

    Raises:
        ConfigurationError: A file breaks a rule.
    """
    pages = sorted(folder.iterdir(), key=lambda page: page.name)
    return {
        code: read_template(code, page.read_text("utf-8"), vocabulary())
        for page in pages
        if (code := page.name.removesuffix(".toml")) != page.name
    }

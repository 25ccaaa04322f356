"""Draw the English texts: gather every Indonesian text of the pages and keep its translation beside it.

`draw_texts.py` writes `eorder/web/locale/en/LC_MESSAGES/django.po` (edit the English there) and compiles
`django.mo`, which is kept in the repository so that a fresh clone speaks English with no tool; with `--check` it only
names what is not current. How a text reaches its page: `docs/adr/0011-english-by-url.md`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "eorder" / "web"
TEXTS = WEB / "locale" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.jinja", "jinja2")]
OPTIONS = {
    "templates/**.jinja": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
}
BELOW = ("foundation", "law", "records", "parties", "market", "buying", "papers")
"""Floors whose sentences and labels pages show."""
NOT_SHOWN = ("cluster", "tables", "migrations", "import_rows.py", "notices.py", "gathering.py", "cleaning.py")
"""What only the command line, letters and papers show; releases too, by the start of their names."""
LABELLED = {"_check": slice(1, 3), "Check": slice(1, 3), "Policy": slice(1, 2)}
"""Calls that carry labels, with the places of those arguments."""
TABLES = frozenset({"LABELS", "TITLES", "ANCHORS", "APPEAL_LABELS"})
HEAD = "# The pages in English; drawn by `make docs`, which keeps what is written here."
Message = str | tuple[str, ...]


class Texts(Catalog):
    """A catalogue whose head carries neither dates nor versions, so that it changes only with its texts."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head of the file."""
        return [
            ("Language", "en"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]


def main(*, check: bool = False, folder: Path = TEXTS) -> list[str]:
    """Draw the texts and compile them; returns the names of the files that differed from what is drawn.

    Args:
        check: Change nothing.
        folder: Where they lie.
    """
    texts = gathered(folder / "django.po")
    drawn = {
        "django.po": _written(texts, write_po, width=110, no_location=True),
        "django.mo": _written(texts, write_mo),
    }
    return [name for name, content in drawn.items() if _place(folder / name, content, check=check)]


def gathered(file: Path) -> Catalog:
    """List every text in order, with the translation that a file has for it."""
    known = read_po(BytesIO(file.read_bytes()), locale="en") if file.exists() else Catalog("en")
    texts = Texts("en", header_comment=HEAD)
    texts.fuzzy = False
    for message in sorted(
        set(chain(of_pages(), of_below())), key=lambda each: each if isinstance(each, str) else each[0]
    ):
        before = known.get(message if isinstance(message, str) else message[0])
        texts.add(message, before.string if before and not before.fuzzy else None)
    return texts


def of_pages() -> Iterator[Message]:
    """List the texts that templates and views ask for by name."""
    for _file, _line, message, _comments, _context in extract_from_dir(WEB, METHODS, OPTIONS):
        yield message


def of_below() -> Iterator[str]:
    """List the constant texts that pages get from the floors below."""
    for file in modules_below():
        yield from constants(ast.parse(file.read_text(encoding="utf-8")))


def modules_below() -> Iterator[Path]:
    """List the modules whose texts may reach a page."""
    for file in chain(*((ROOT / "eorder" / floor).rglob("*.py") for floor in BELOW)):
        if not set(NOT_SHOWN) & set(file.parts) and not file.name.startswith("release"):
            yield file


def constants(tree: ast.AST) -> Iterator[str]:
    """List the constant texts of one module that reach people: its sentences, and its labels by where they stand."""
    silent = {id(each) for node in ast.walk(tree) for each in _not_spoken(node)}
    for node in ast.walk(tree):
        if id(node) not in silent and is_sentence(node):
            yield node.value  # type: ignore[attr-defined]  # a sentence is a constant
        elif isinstance(node, ast.Call):
            yield from chain(*map(_labels, _labelled(node)))
        elif isinstance(node, ast.Assign) and any(getattr(each, "id", "") in TABLES for each in node.targets):
            yield from _labels(node.value)


def is_sentence(node: ast.AST) -> bool:
    """Tell whether a constant is written for people: some words, from a capital letter to a full stop."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text[:1].isupper() and text.endswith((".", "?")) and " " in text


def _not_spoken(node: ast.AST) -> Iterable[ast.AST]:
    """Docstrings, and the pieces of a sentence with values in it, which stays Indonesian."""
    if isinstance(node, ast.Expr):
        return [node.value]
    return node.values if isinstance(node, ast.JoinedStr) else []


def _labelled(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return call.args[LABELLED.get(name, slice(0))] + [
        each.value for each in call.keywords if each.arg == "title"
    ]


def _labels(value: ast.expr) -> Iterable[str]:
    if isinstance(value, ast.Constant) and not is_sentence(value):
        return [value.value] if isinstance(value.value, str) and value.value else []
    return chain(*map(_labels, value.values)) if isinstance(value, ast.Dict) else []


def _written(texts: Catalog, write: object, **options: object) -> bytes:
    file = BytesIO()
    write(file, texts, **options)  # type: ignore[operator]  # write_po or write_mo
    return file.getvalue()


def _place(file: Path, content: bytes, *, check: bool) -> bool:
    if file.exists() and file.read_bytes() == content:
        return False
    if not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return True


if __name__ == "__main__":
    only_checked = "--check" in sys.argv[1:]
    changed = main(check=only_checked)
    for name in changed:
        print(
            f"{TEXTS.relative_to(ROOT)}/{name} {'is not current: run make docs' if only_checked else 'drawn'}"
        )
    sys.exit(1 if only_checked and changed else 0)

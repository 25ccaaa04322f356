"""The files of this repository, as the tests that watch it read them; works where git is not installed."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = (".ci", "bench", "changes", "config", "docs", "eorder", "requirements", "tests", "tools")
TEXT = frozenset(
    ("", ".cfg", ".css", ".csv", ".html", ".in", ".ini", ".jinja", ".js", ".json", ".md", ".po", ".py", ".sh")
) | frozenset((".sql", ".svg", ".toml", ".txt", ".typ", ".yaml", ".yml"))


@cache
def text_files() -> tuple[Path, ...]:
    """List every text file that belongs to the repository, by name."""
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    for folder in FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return tuple(sorted(path for path in found if path.suffix in TEXT and "__pycache__" not in path.parts))


def product_modules(*below: str) -> list[Path]:
    """List the program's own modules, without migrations; only below some folders if any are named."""
    starts = tuple(below) or ("eorder/", "config/")
    return [
        path
        for path in text_files()
        if path.suffix == ".py" and name(path).startswith(starts) and "/migrations/" not in name(path)
    ]


def name(path: Path) -> str:
    """Name a file as people do, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Parse one module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def found_at(path: Path, node: ast.AST) -> str:
    """Say where something was found."""
    return f"{name(path)}:{getattr(node, 'lineno', 0)}"

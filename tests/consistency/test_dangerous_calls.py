"""What attackers wait for is called nowhere, or in the one module that says why."""

import ast
import re

import pytest

from tests.consistency.source import ROOT, found_at, name, product_modules, text_files, tree

RUNS_TEXT = {"eval", "exec", "compile", "__import__", "execfile"}
MODULES = {
    "pickle": "reads objects", "marshal": "reads objects", "shelve": "reads objects", "yaml": "reads objects",
    "urllib.request": "calls out", "urllib3": "calls out", "requests": "calls out", "httpx": "calls out",
    "aiohttp": "calls out", "http.client": "calls out", "ftplib": "calls out", "smtplib": "calls out",
    "ldap": "asks a directory", "ldap3": "asks a directory", "memcache": "asks a cache", "redis": "asks a cache",
    "xml.etree": "expands entities", "xml.dom": "expands entities", "xml.sax": "expands entities",
    "lxml": "expands entities", "random": "can be guessed", "ctypes": "leaves memory to us",
}  # fmt: skip
MAY_IMPORT = {
    ("eorder/cli/tree.py", "ctypes"): "one call, without data of others: end with the parent",
    ("eorder/simulator/", "random"): "chooses made-up purchases by a seed",
}
WEAK = {"md5", "sha1", "new"}
SQL_TEXT = {
    "config/checks.py": "names of settings, from a constant",
    "config/roles.py": "rights of tables, composed by the driver",
    "eorder/openness/consistency/findings.py": "the name of a table, quoted by the driver",
    "eorder/openness/consistency/runner.py": "the name of a snapshot, from the database",
    "eorder/buying/orders/queries/lists.py": "a comparison of pairs, its value bound",
    "eorder/openness/opendata/queries.py": "a comparison of pairs, its values bound",
}
MARKUP = {"Markup", "mark_safe", "format_html", "SafeString"}
PAST_THE_ORM = {"raw", "extra", "RawSQL"}


def called(node):
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def owner(node):
    value = getattr(node.func, "value", None)
    return getattr(value, "id", "")


def imported(node):
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] + [f"{node.module}.{each.name}" for each in node.names]
    return [each.name for each in node.names] if isinstance(node, ast.Import) else []


def is_made_up(text):
    """Whether SQL is put together where it is sent."""
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(each, ast.FormattedValue) for each in text.values)
    if isinstance(text, ast.BinOp):
        return True
    return isinstance(text, ast.Call) and called(text) == "format" and not is_of_psycopg(text)


def is_of_psycopg(text):
    return isinstance(text.func.value, ast.Call) and called(text.func.value) == "SQL"


def dangers(module):
    """Each dangerous thing in a module, and its word."""
    for node in ast.walk(module):
        for each in imported(node):
            if word := MODULES.get(each) or MODULES.get(each.rpartition(".")[0]):
                yield node, word, each
        if isinstance(node, ast.Call):
            yield from dangers_of_call(node)


def dangers_of_call(node):
    what = called(node)
    if isinstance(node.func, ast.Name) and what in RUNS_TEXT:
        yield node, "runs text", what
    if what == "system" or any(each.arg == "shell" for each in node.keywords):
        yield node, "runs a shell", what
    if what in WEAK and owner(node) == "hashlib":
        yield node, "weak digest", what
    if what in PAST_THE_ORM:
        yield node, "past the ORM", what
    if what in {"execute", "executemany"} and node.args and is_made_up(node.args[0]):
        yield node, "SQL made up", what
    if what in MARKUP and node.args and not isinstance(node.args[0], ast.Constant):
        yield node, "unescaped text", what
    if what == "writer" and owner(node) == "csv":
        yield node, "writes a spreadsheet", what


def is_known(path, word, what):
    module = name(path)
    if word in {"SQL made up", "past the ORM"}:
        return module in SQL_TEXT
    if word == "writes a spreadsheet":
        return module == "eorder/foundation/tables/report.py"  # escapes what starts a formula
    return any(module.startswith(start) and what.startswith(each) for start, each in MAY_IMPORT)


def test_program_when_read_then_without_dangerous_calls():
    strangers = [
        f"{found_at(path, node)} {word}: {what}"
        for path in product_modules()
        for node, word, what in dangers(tree(path))
        if not is_known(path, word, what)
    ]
    assert strangers == []


def test_exception_when_named_then_still_needed():
    found = {(name(path), word, what) for path in product_modules() for _, word, what in dangers(tree(path))}
    unused = [
        (start, module)
        for start, module in MAY_IMPORT
        if not any(each.startswith(start) and what.startswith(module) for each, _, what in found)
    ]
    of_sql = {place for place, word, what in found if "SQL" in word + what}
    unused += sorted(set(SQL_TEXT) - of_sql)
    assert unused == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("eval(text)", "runs text"),
        ("import pickle", "reads objects"),
        ("from urllib.request import urlopen", "calls out"),
        ("from urllib import request", "calls out"),
        ("import xml.etree.ElementTree", "expands entities"),
        ("import random", "can be guessed"),
        ("subprocess.run(text, shell=True)", "runs a shell"),
        ("os.system(text)", "runs a shell"),
        ("hashlib.md5(data)", "weak digest"),
        ("Order.objects.raw(text)", "past the ORM"),
        ("cursor.execute(f'SELECT {x}')", "SQL made up"),
        ("cursor.execute('SELECT %s' % x)", "SQL made up"),
        ("cursor.execute('SELECT {}'.format(x))", "SQL made up"),
        ("Markup(text)", "unescaped text"),
        ("csv.writer(file)", "writes a spreadsheet"),
        ("cursor.execute('SELECT %s', [x])", None),
        ("re.compile(text)", None),
        ("hashlib.sha256(data)", None),
        ("Markup('<b>{}</b>').format(text)", None),
    ],
)
def test_danger_when_hidden_in_a_line_then_seen(line, word):
    assert [found for _, found, _ in dangers(ast.parse(line))][:1] == ([word] if word else [])


SCRIPT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|localStorage"
    r"|sessionStorage|indexedDB|document\.cookie|__proto__|https?://(?!www\.w3\.org)"
)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE)
LITERAL = re.compile(r'"<[a-z/]+>"\s*\|\s*safe')


def of_pages(*suffixes):
    return [
        path for path in text_files() if path.is_relative_to(ROOT / "eorder/web") and path.suffix in suffixes
    ]


def test_scripts_and_styles_when_read_then_without_what_runs_text_keeps_data_or_comes_from_elsewhere():
    files = of_pages(".js", ".css")
    assert files
    assert {name(path): found for path in files if (found := SCRIPT.findall(path.read_text("utf-8")))} == {}


def test_templates_when_they_leave_text_unescaped_then_only_tags_that_stand_there():
    files = of_pages(".jinja")
    unescaped = {
        name(path): found
        for path in files
        if (found := UNESCAPED.findall(LITERAL.sub("", path.read_text("utf-8"))))
    }
    assert (bool(files), unescaped) == (True, {})

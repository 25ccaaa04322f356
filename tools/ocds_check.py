"""Run the official OCDS checker over a folder of packages and fail on anything but what is listed here.

The checker (libcoveocds, AGPL) runs as a program of its own, in its own virtual environment, without the
network: the standard comes as a zip, and the extensions over the loopback, from the real data (EORDER_DATA).
"""

import argparse
import functools
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements/ocds-check.txt"
SITE = "https://standard.open-contracting.org/schema/1__1__5"
TOLERATED_FIELDS = frozenset({"/links", "/links/next"})
"""Fields of the pagination extension: the one declared extension that the real data has no copy of."""
TOLERATED_CODES = frozenset({"IDN-EORDER-CATEGORY"})
"""Codes of our own in open codelists: the scheme of the catalogue's categories."""
MUST_BE_EMPTY = (
    "validation_errors",
    "conformance_errors",
    "additional_closed_codelist_values",
    "additional_checks",
    "deprecated_fields",
    "json_deref_error",
    "invalid_version_argument",
    "invalid_version_data",
)
"""Findings of which there may be none; a prefix of bad form is one of `conformance_errors`.

Whether a prefix is registered, the checker cannot know without the network, so it never says so here.
"""


def main() -> int:
    """Check every package and print one line each; the exit status is 1 when one is not clean."""
    arguments = _arguments()
    program = checker(arguments.venv)
    files = sorted(arguments.folder.glob("*.json"))
    failures, releases, began = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as work, served(arguments.data) as address:
        standard = standard_zip(arguments.data, address, Path(work))
        for path in files:
            package = offline(path, arguments.data, address, Path(work))
            complaints = complaints_of(run(program, package, standard, Path(work)))
            failures += bool(complaints)
            releases += len(json.loads(package.read_text(encoding="utf-8")).get("releases", []))
            print(f"{path.name}: {'; '.join(complaints) or 'clean'}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"official checker: {len(files)} packages with {releases} releases besides the records, {failures} not clean; "
        f"{time.monotonic() - began:.0f} s, {peak} MB"
    )
    return 1 if failures or not files else 0


def checker(folder: Path) -> Path:
    """Return the checker's program, after making its environment if there is none."""
    program = folder / "bin/libcoveocds"
    if not program.exists():
        venv.create(folder, with_pip=True)
        pip = [folder / "bin/pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS]
        subprocess.run(pip, check=True)
    return program


def standard_zip(data: Path, address: str, work: Path) -> Path:
    """Zip the standard as the checker wants it: one folder with `schema/` in it.

    The checker looks in the zip for the schema of a package, but follows the one reference to versioned
    releases to the standard's site; here it is pointed at the local copy.
    """
    folder = data / "standard-1__1__5"
    target = work / "standard.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.mkdir(folder.name)
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(data))
            if path.name == "record-package-schema.json":
                text = path.read_text(encoding="utf-8")
                archive.writestr(
                    name, text.replace(f"{SITE}/versioned", f"{address}/{folder.name}/schema/versioned")
                )
            else:
                archive.write(path, name)
    return target


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing; the report says it."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine while the checker runs; its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def offline(path: Path, data: Path, address: str, work: Path) -> Path:
    """Copy a package with the addresses of its extensions replaced by those of their local copies."""
    package = json.loads(path.read_text(encoding="utf-8"))
    names = [each.split("/")[4] for each in package.get("extensions", [])]
    known = [name for name in names if (data / "extensions" / name).is_dir()]
    package["extensions"] = [f"{address}/extensions/{name}/extension.json" for name in known]
    target = work / path.name
    target.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return target


def run(program: Path, package: Path, standard: Path, work: Path) -> dict:
    """Run the checker on one package and return its report."""
    target = work / f"{package.stem}-report"
    command = [
        program,
        package,
        "--standard-zip",
        standard,
        "--output-dir",
        target,
        "--delete",
        "--exclude-file",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"libcoveocds: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def complaints_of(report: dict) -> list[str]:
    """List what the checker found that is not tolerated."""
    extensions = report["extensions"]
    fields = {f"{each['path']}/{each['field_name']}" for each in report["all_additional_fields"]}
    codes = {value for each in report["additional_open_codelist_values"].values() for value in each["values"]}
    return [
        *(f"{name}: {report[name]}" for name in MUST_BE_EMPTY if report.get(name)),
        *(f"extension {each}" for each in (extensions.get("invalid_extensions") or [])),
        *(f"extension {each['url']}" for each in extensions["extensions"] if each["failed_codelists"]),
        *(f"additional field {name}" for name in sorted(fields - TOLERATED_FIELDS)),
        *(f"unknown code {code}" for code in sorted(codes - TOLERATED_CODES)),
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of release and record packages (*.json)")
    parser.add_argument(
        "--venv", type=Path, default=ROOT / "var/ocds-check", help="the checker's environment"
    )
    parser.add_argument(
        "--data",
        type=lambda value: Path(value) / "ocds-standar-dan-contoh",
        default=os.environ.get("EORDER_DATA", ""),
        help="the real data (default: EORDER_DATA)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

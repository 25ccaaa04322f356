"""The published OCDS standard, as the tests read it: schema with our extensions, closed codelists."""

import csv
import io
import json
import os
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest

ADDRESS = "https://standard.open-contracting.org/schema/1__1__5"
EXTENSIONS = (
    "ocds_partyDetails_scale_extension",
    "ocds_budget_breakdown_extension",
    "ocds_metrics_extension",
    "ocds_transactions_relatedMilestone_extension",
    "ocds_contract_completion_extension",
    "ocds_withheldInformation_extension",
)


def standard_folder():
    data = os.environ.get("EORDER_DATA", "")
    folder = Path(data) / "ocds-standar-dan-contoh"
    if not data or not folder.is_dir():
        pytest.skip("EORDER_DATA does not name the real data")
    return folder


@cache
def release_schema():
    """Release schema 1.1.5 with the extensions we declare merged in (JSON merge patch)."""
    folder = standard_folder()
    schema = _read(folder / "standard-1__1__5/schema/release-schema.json")
    for name in EXTENSIONS:
        schema = merge_patch(schema, _read(folder / "extensions" / name / "release-schema.json"))
    return schema


@cache
def release_validator():
    return jsonschema_rs.validator_for(release_schema(), validate_formats=True)


@cache
def package_validator(kind):
    """Validator of a whole `release` or `record` package with our extensions; nothing is fetched."""
    schema = _read(standard_folder() / f"standard-1__1__5/schema/{kind}-package-schema.json")
    known = jsonschema_rs.Registry(
        [
            (f"{ADDRESS}/release-schema.json", release_schema()),
            (f"{ADDRESS}/versioned-release-validation-schema.json", {}),
        ],
        draft=jsonschema_rs.Draft4,
    )
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True, registry=known)


def complaints(validator, document):
    return [f"{error.instance_path} {error.message}" for error in validator.iter_errors(document)]


@cache
def codelist(name):
    folder = standard_folder()
    core = folder / "standard-1__1__5/schema/codelists" / f"{name}.csv"
    found = [core, *(folder / "extensions" / each / "codelists" / f"{name}.csv" for each in EXTENSIONS)]
    found += [folder / "extensions" / each / "codelists" / f"+{name}.csv" for each in EXTENSIONS]
    texts = [path.read_text(encoding="utf-8") for path in found if path.exists()]
    return {row["Code"] for text in texts for row in csv.DictReader(io.StringIO(text))}


def unknown_codes(release):
    """Codes of closed codelists in a release that the standard does not have."""
    return [
        code
        for name, code in _codes(release_schema(), release_schema(), release)
        if code not in codelist(name)
    ]


def _codes(schema, root, value):
    schema = _resolved(schema, root)
    if isinstance(value, list):
        for each in value:
            yield from _codes(schema.get("items", {}), root, each)
    elif isinstance(value, dict):
        for name, inner in value.items():
            field = _resolved(schema.get("properties", {}).get(name, {}), root)
            if field.get("openCodelist") is False:
                yield from ((field["codelist"].removesuffix(".csv"), code) for code in _listed(inner))
            yield from _codes(field, root, inner)


def _listed(value):
    return value if isinstance(value, list) else [value]


def _resolved(schema, root):
    name = schema.get("$ref", "").removeprefix("#/definitions/")
    return root["definitions"][name] if name else schema


def paths(value, prefix=""):
    """Paths of all values of a release, without the positions in lists."""
    if isinstance(value, dict):
        return {path for key, each in value.items() for path in paths(each, f"{prefix}/{key}")}
    if isinstance(value, list):
        return {path for each in value for path in paths(each, prefix)}
    return {prefix}


@cache
def allowed_paths():
    """All that the releases of each event may contain: the allow-list in `release_paths.txt`."""
    found, event = {}, ""
    for line in (Path(__file__).parent / "buying/release_paths.txt").read_text().splitlines():
        if line.startswith(" "):
            found[event].update(line.split())
        elif line:
            event = line
            found[event] = set()
    return found


def merge_patch(target, patch):
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge_patch(result.get(key), value)
    return result


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))

"""The settings of the tests: the product's own, with a home of the tests' and nothing of the developer's."""

import os
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "var" / "tests"
GIVEN = {
    "EORDER_DATABASE_URL": os.environ.get("EORDER_TEST_DATABASE_URL", ""),
    "EORDER_OWNER_URL": os.environ.get("EORDER_TEST_OWNER_URL", ""),
    "EORDER_DATA": os.environ.get("EORDER_DATA", ""),
}
KEPT = (
    "EORDER_REQUIRE_",
    "EORDER_CRASH_",
    "EORDER_MODEL_",
    "EORDER_SCHEMA_",
    "EORDER_PICTURES",
)  # what must be there, how long runs are
for name in [name for name in os.environ if name.startswith("EORDER_") and not name.startswith(KEPT)]:
    del os.environ[name]
os.environ.update({name: value for name, value in GIVEN.items() if value}, EORDER_HOME=str(HOME))

from config.settings import *  # noqa: E402, F403 - the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for throw-away passwords
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

"""Django's settings, in one file: what differs between installations comes from the environment."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import structlog
from csp.constants import NONE, SELF

from config.database import databases, environment
from config.identity_key import identity_key
from config.logs import without_values
from config.secret_key import secret_keys
from eorder.parties.identity.refusals import REFUSED
from eorder.web.failures import with_number

ENV = environment()
ROOT = Path(__file__).resolve().parent.parent

SECRET_KEY, *SECRET_KEY_FALLBACKS = secret_keys(ENV.home)
DEBUG = False
ALLOWED_HOSTS = [ENV.host, *(["localhost", "127.0.0.1", "[::1]"] if ENV.is_local else [])]

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "eorder.records.journal",
    "eorder.records.ledger",
    "eorder.records.documents",
    "eorder.parties.regions",
    "eorder.parties.identity",
    "eorder.parties.workunits",
    "eorder.parties.vendors",
    "eorder.parties.tokens",
    "eorder.parties.sanctions",
    "eorder.parties.banking",
    "eorder.parties.joining",
    "eorder.parties.claims",
    "eorder.market.templates",
    "eorder.market.catalogue",
    "eorder.market.photos",
    "eorder.market.curation",
    "eorder.market.finding",
    "eorder.buying.budgets",
    "eorder.buying.packages",
    "eorder.buying.orders",
    "eorder.buying.deliveries",
    "eorder.buying.payments",
    "eorder.papers",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "eorder.web.proxies.TrustedProxies",
    "eorder.web.answers.LastLook",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "eorder.web.on_pages.OnPages",
    "eorder.web.first_look.FirstLook",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eorder.web.middleware.ErrorPages",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "eorder/web/templates"],
        "OPTIONS": {"environment": "eorder.web.jinja.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},  # of libraries
]

# People
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "eorder.parties.identity.sign_in.EmailOrNrkBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/"
AXES_USERNAME_FORM_FIELD = "username"  # else it looks for `email`, finds none, and counts all names as one
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [
    ["username", "ip_address"]
]  # a stranger cannot lock an official out from elsewhere
AXES_CLIENT_IP_CALLABLE = "eorder.web.proxies.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # else a success forgets the wrong passwords before it
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Cookies and headers; `__Host-` names need TLS, which a machine talking to itself does without
SECURE = ENV.is_secure
PREFIX = "__Host-" if SECURE else ""
SESSION_ENGINE = "eorder.parties.identity.session_store"
SESSION_COOKIE_NAME = f"{PREFIX}sid"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60  # seconds without use
CSRF_COOKIE_NAME = f"{PREFIX}csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "eorder.web.public.views.errors.stale_form"
CSRF_TRUSTED_ORIGINS = [ENV.public_url]
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes, without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_200  # a count of 300 lines has three each
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o640

# Words and time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "eorder/web/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# Files and letters
STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's pages need our fonts and scripts
STATICFILES_DIRS = [ROOT / "eorder/web/static", ENV.home / "build" / "static"]
MEDIA_ROOT = ENV.home / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "eorder.parties.identity.letter_box.LetterBox"
EMAIL_FILE_PATH = ENV.home / "mail"
DEFAULT_FROM_EMAIL = f"e-Order <tidak-dibalas@{ENV.host}>"

# What went wrong, as JSON lines on standard error; no personal data is logged
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                without_values,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                structlog.stdlib.ExtraAdder(allow=REFUSED),
                with_number,
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}

# The product's own
EORDER_HOME = ENV.home
EORDER_IDENTITY_KEY = identity_key(ENV.home, os.environ)
EORDER_PUBLIC_URL = ENV.public_url
EORDER_OCID_PREFIX = ENV.ocid_prefix
EORDER_TRUSTED_PROXIES = ENV.trusted_proxies
EORDER_ASSUMED = ENV.assumed
EORDER_LONGEST_SESSION = timedelta(hours=10)  # a working day, however much it is used

"""The template environment of all pages: strict, escaping, speaking the language of the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse, translate_url
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from eorder.foundation.money import Rupiah
from eorder.web import formats
from eorder.web.told import told

FILTERS = (
    formats.rupiah,
    formats.ribuan,
    formats.angka,
    formats.rupiah_isian,
    formats.angka_isian,
    formats.tanggal,
    formats.rentang,
    formats.waktu,
    formats.jam,
    formats.saat,
    formats.iso,
    told,
)


def environment(**options: Any) -> Environment:
    """Build the Jinja2 environment for Django's template backend."""
    options["autoescape"] = escapes
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - all but letters is escaped
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.globals |= {
        "static": static,
        "url": url,
        "language": formats.locale,
        "in_language": in_language,
        "assumed": settings.EORDER_ASSUMED,
    }
    made.filters |= {each.__name__: at_render(each) for each in FILTERS}
    made.filters["attributes"] = attributes
    made.tests["amount"] = lambda value: isinstance(value, (Rupiah, int))
    return made


def escapes(template: str | None) -> bool:
    """Escape everything but plain-text letters."""
    return template is None or not template.endswith(".txt.jinja")


def at_render(function: Callable[..., str]) -> Callable[..., str]:
    """Keep Jinja2 from working out a constant once, when the template is compiled, in that day's language."""

    @pass_context
    def filtered(_: Context, *given: Any) -> str:
        return function(*given)

    return filtered


def static(path: str) -> str:
    """Address a static file by its hashed name; by its plain name before any static build, as in tests."""
    if getattr(staticfiles_storage, "hashed_files", True):
        return staticfiles_storage.url(path)
    return urljoin(settings.STATIC_URL, path)


def url(name: str, **kwargs: Any) -> str:
    """Address a page by its name, in the language of the present page where that page has both."""
    return reverse(name, kwargs=kwargs)


def in_language(path: str, code: str) -> str:
    """Address the same page in another language; itself where it has only one."""
    return translate_url(path, code)


def attributes(given: Mapping[str, Any]) -> Markup:
    """Write HTML attributes: True gives the bare name, False and None nothing, the rest is escaped."""
    shown = ((name, value) for name, value in given.items() if value is not None and value is not False)
    return Markup("").join(
        Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
        for name, value in shown
    )

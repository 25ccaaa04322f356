"""Style sheets, scripts and fonts for the web server: gathered and compressed once, until one changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def collect() -> None:
    """Gather the static files into `EORDER_HOME/static`, unless none changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    from eorder.papers.actions.make_paper import paper_cache
    from eorder.papers.fonts import font_directory
    from eorder.web.fonts import build_font

    font_directory(paper_cache())
    build_font(Path(settings.EORDER_HOME) / "build" / "static")
    stamp, now = Path(settings.STATIC_ROOT) / "stamp", _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, skip_checks=True)
    stamp.write_text(now)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name, file in sorted(_files()):
        info = file.stat()
        digest.update(f"{name} {info.st_size} {info.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))

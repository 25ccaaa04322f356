"""A site that calls itself local answers its own machine only, however its server was started."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from config.env import is_loopback
from eorder.foundation.browsers import TOLD_ALWAYS

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
REFUSAL = (
    "Situs ini hanya untuk mesinnya sendiri. Agar terbuka bagi orang lain, pengelola mengisi EORDER_PUBLIC_URL "
    "dan EORDER_OCID_PREFIX.\n"
)


def for_this_machine(application: Application) -> Application:
    """Answer this machine only: a site that calls itself local carries demo passwords and an example prefix.

    `eorder run` refuses to listen elsewhere; this holds however the server was started.
    """

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if is_loopback(environ.get("REMOTE_ADDR", "")):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8"), *TOLD_ALWAYS.items()])
        return [REFUSAL.encode()]

    return guarded

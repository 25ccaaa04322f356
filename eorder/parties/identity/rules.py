"""Who may set up an installation."""

from __future__ import annotations

from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor


def may_install(actor: Actor) -> Verdict:
    """Only the program itself registers people and businesses, appoints, funds and announces.

    These acts have no page yet: they run from the command line (imports, the demo city) as the system's
    actor. A page of theirs gets a rule of its own, for the office that may use it.
    """
    if actor.kind == "system":
        return ALLOWED
    return refused(
        "Pendaftaran, surat tugas, dan anggaran diisi lewat perintah penyiapan sistem, bukan dari akun orang.",
        "only_installer",
    )

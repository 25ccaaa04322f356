"""Who may set up an installation, and what its technical administrators may never be."""

from __future__ import annotations

from eorder.foundation.errors import NotAllowedError
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


def admin_apart() -> NotAllowedError:
    """Say that the database keeps administrators apart (constraint `admin_apart`, S6).

    It sees accounts, appointments and businesses together, and two acts at the same moment.
    """
    return NotAllowedError(
        "Administrator teknis tidak boleh memegang jabatan lain atau menjadi anggota usaha, dan sebaliknya.",
        code="admin_apart",
    )

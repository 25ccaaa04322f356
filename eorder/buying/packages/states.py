"""States of a procurement package and the steps between them, with the role that takes each."""

from __future__ import annotations

from enum import StrEnum

from eorder.foundation.transitions import step, taker
from eorder.law.separation_of_duties import Duty


class PackageState(StrEnum):
    """Where a package stands on its way from announcement to finished."""

    IMPORTED = "imported"
    WITH_PPK = "with_ppk"
    PREPARED = "prepared"
    WITH_OFFICER = "with_officer"
    ACTIVE = "active"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


S = PackageState
_BEFORE_ORDERS = {S.IMPORTED, S.WITH_PPK, S.PREPARED, S.WITH_OFFICER}
_DISPOSED = {S.WITH_PPK, S.PREPARED, S.WITH_OFFICER, S.ACTIVE}
DISPOSER = taker("pa", "kpa", duty=Duty.PA_KPA)
PPK = taker("ppk", duty=Duty.PPK)
OFFICER = taker("pejabat_pengadaan", duty=Duty.PEJABAT_PENGADAAN)

STEPS = {
    "dispose_to_ppk": step({S.IMPORTED}, S.WITH_PPK, DISPOSER, "package.disposed_to_ppk"),
    "return_to_pa": step({S.WITH_PPK, S.PREPARED}, S.IMPORTED, PPK, "package.returned_to_pa"),
    "prepare": step({S.WITH_PPK, S.PREPARED}, S.PREPARED, PPK, "package.prepared"),
    "dispose_to_officer": step({S.PREPARED}, S.WITH_OFFICER, PPK, "package.disposed_to_officer"),
    "return_to_ppk": step({S.WITH_OFFICER}, S.WITH_PPK, OFFICER, "package.returned_to_ppk"),
    "take_up": step({S.WITH_OFFICER}, S.ACTIVE, OFFICER, "package.taken_up"),
    "finish": step({S.ACTIVE}, S.FINISHED, PPK, "package.finished"),
    "recall": step(_DISPOSED, S.IMPORTED, DISPOSER, "package.recalled"),
    "withdraw": step(_BEFORE_ORDERS, S.WITHDRAWN, DISPOSER, "package.withdrawn"),
}

LABELS = {
    S.IMPORTED: "Menunggu disposisi PA/KPA",
    S.WITH_PPK: "Di PPK",
    S.PREPARED: "Siap didisposisi",
    S.WITH_OFFICER: "Di Pejabat Pengadaan",
    S.ACTIVE: "Dapat dipesan",
    S.FINISHED: "Selesai",
    S.WITHDRAWN: "Ditarik",
}

OWNERS = {
    S.IMPORTED: frozenset({"pa", "kpa"}),
    S.WITH_PPK: frozenset({"ppk"}),
    S.PREPARED: frozenset({"ppk"}),
    S.WITH_OFFICER: frozenset({"pejabat_pengadaan"}),
    S.ACTIVE: frozenset({"pejabat_pengadaan"}),
}

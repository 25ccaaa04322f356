"""Sanctions in each state, by the real acts."""

from datetime import date

from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.sanctions.actions.answer_appeal import answer_appeal
from eorder.parties.sanctions.actions.appeal_sanction import appeal_sanction
from eorder.parties.sanctions.actions.impose_blacklist import impose_blacklist
from eorder.parties.sanctions.actions.list_vendor import list_vendor
from eorder.parties.sanctions.actions.propose_blacklist import propose_blacklist
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.sanctions.import_rows import ListedRow
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.simulator.samples import sample_pdf
from tests.factories.cast import at

WHY = "Barang tidak dikirim tiga kali berturut-turut."
APPEAL = "Kiriman tertahan banjir; suratnya kami lampirkan di kantor unit."


def decree(name):
    """A decree as a PDF of its own."""
    return sample_pdf(f"Keputusan {name}")


def is_selling(vendor, moment):
    """Whether a business is under no sanction at a moment."""
    return sanctioned_until(vendor, moment) is None


def suspended(vendor, moment, **more):
    """A suspension by the installer; its id."""
    facts = {"ground": "order_broken", "reason": WHY, "by": CLOCK, **more}
    return suspend_vendor(vendor_id=vendor, at=moment, command=new_command(), **facts)


def proposed(city, vendor, moment, by="ppk", **more):
    """A proposal to blacklist, by the unit's PPK; its id."""
    facts = {"ground": "contract_broken", "reason": WHY, "order_id": city.unit.id, **more}
    return propose_blacklist(
        vendor_id=vendor, unit_id=city.unit.id, by=city.people[by], at=moment, command=new_command(), **facts
    )


def blacklisted(city, vendor, moment, **more):
    """A blacklist that the unit's PA imposed; its id."""
    sanction = proposed(city, vendor, moment)
    facts = {"decree_number": "SK/77/2026", "paper": decree(str(sanction)), "by": city.people["pa"], **more}
    return impose_blacklist(sanction_id=sanction, at=moment, command=new_command(), **facts)


def listed_row(**changed):
    """A row of the national list."""
    row = {
        "name": "Dapur Contoh", "npwp": "", "nib": "", "decree_number": "BL/1/2026", "province": "Jawa Contoh",
        "since": date(2026, 3, 1), "until": date(2027, 2, 28),
    }  # fmt: skip
    return ListedRow(**{**row, **changed})


def nationally_listed(vendor, moment, **changed):
    """A sanction of the national list; its id."""
    return list_vendor(
        vendor_id=vendor,
        row=listed_row(**changed),
        source="Daftar Contoh",
        by=CLOCK,
        at=moment,
        command=new_command(),
    )


def appealed(sanction, seller, moment=None):
    """The seller's appeal; the sanction's id."""
    return appeal_sanction(
        sanction_id=sanction, text=APPEAL, by=seller.actor, at=moment or at(11), command=new_command()
    )


def answered(sanction, by, outcome, moment=None):
    """The answer to an appeal; the sanction's id."""
    return answer_appeal(
        sanction_id=sanction, outcome=outcome, reasons="Sudah diperiksa dengan saksi.", by=by, at=moment or at(12),
        command=new_command(),
    )  # fmt: skip

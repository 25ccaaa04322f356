"""Which businesses may sell, who may belong to one, and who hands in its papers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.money import LARGEST_AMOUNT, Rupiah
from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.law.business_scales import BusinessScale, ScaleFinding, scale_by_capital, scale_by_sales
from eorder.parties.identity.actor import Actor, Hat
from eorder.parties.identity.rules import may_install
from eorder.parties.vendors.models import Scale
from eorder.parties.workunits import rules as offices
from eorder.parties.workunits.queries import offices_of


def may_state_tax(actor: Actor, vendor_id: UUID) -> Verdict:
    """A member of the business hands in its papers; setting up an installation may, too."""
    if vendor_id in actor.vendor_ids or may_install(actor):
        return ALLOWED
    return refused("Hanya anggota usaha ini yang dapat menyerahkan surat pajaknya.", "wrong_role")


CURATOR = "curator"


def curator_hat(actor: Actor, government_id: UUID, at: datetime) -> Hat | None:
    """Find a valid appointment as curator anywhere in a government: businesses join all of it, not one unit."""
    held = (hat for hat in actor.hats if hat.role == CURATOR and hat.government_id == government_id)
    return next((hat for hat in held if hat.fits(at)), None)


def may_enter(actor: Actor, government_id: UUID, at: datetime) -> Verdict:
    """A curator enters a business whose application was checked; setting up an installation may, too."""
    if may_install(actor) or curator_hat(actor, government_id, at):
        return ALLOWED
    return refused("Hanya kurator yang mencatat usaha baru, setelah pendaftarannya diperiksa.", "wrong_role")


def may_join(person_id: UUID, at: datetime, day: date) -> Verdict:
    """Refuse a business to whoever administers the system, now or later, by the law of the day; 1 statement.

    Other officials may own a business; they then order nothing from it (S3).
    """
    return offices.may_hold(offices_of(person_id, at), offices.SELLER, day)


SCALES = {BusinessScale.MIKRO: Scale.MICRO, BusinessScale.KECIL: Scale.SMALL}
"""Scales that sell here, by the law's name."""
_AMOUNTS = {"sales": "penjualan setahun", "capital": "modal usaha"}


def scale_of(yearly_sales: int | None, capital: int | None, day: date) -> ScaleFinding:
    """Find the scale of a business by the one amount it states, in whole rupiah, by the law of the day.

    Raises:
        InvalidFormError: Not exactly one amount is stated, or it is out of range.
        NoLawError: No criteria are recorded for the day.
    """
    stated = [amount for amount in (yearly_sales, capital) if amount is not None]
    if len(stated) != 1 or not 0 <= stated[0] <= LARGEST_AMOUNT:
        raise InvalidFormError(
            {
                "yearly_sales": "Isi penjualan setahun, atau modal usaha bila usahanya baru: salah satu, "
                "dalam rupiah bulat."
            }
        )
    find = scale_by_capital if yearly_sales is None else scale_by_sales
    return find(Rupiah(stated[0]), day)


def may_register(declared: str, found: ScaleFinding) -> Verdict:
    """Let micro and small businesses in, under the scale that the law finds by the amount they state."""
    basis = _AMOUNTS[found.basis]
    if not found.scale.counts_as_small or declared not in Scale.values:
        return refused(
            f"Pasar ini untuk usaha mikro dan kecil saja. Menurut {basis} yang dinyatakan, usaha ini "
            f"{found.scale} ({found.rule.source}).",
            "not_small",
        )
    if SCALES[found.scale] != declared:
        return refused(
            f"Skala yang dinyatakan {Scale(declared).label}, tetapi menurut {basis} usaha ini {found.scale} "
            f"({found.rule.source}). Perbaiki skala atau angkanya.",
            "other_scale",
            422,
        )
    return ALLOWED

"""Everybody who may ask: each office in every place, sellers of every standing, and nobody at all."""

from dataclasses import dataclass
from uuid import UUID

from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.vendors.actions.tie_person import tie_person
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator.cast import OFFICIALS, hire
from tests.factories.cast import CASES, KEY_OF_ROLE, SINCE, new_account, new_person, open_seller
from tests.factories.commands import new_command

ELSEWHERE_UNIT = ("LAI", "9.99.0.00.0.00.01.0001", "Kecamatan Lain Contoh")
OFFICES = tuple(official.role for official in OFFICIALS)


@dataclass(frozen=True)
class Reader:
    """Whoever asks, as the table of access knows them.

    Attributes:
        roles: Held now; nothing for those whose appointment ended or who hold none.
        is_known: Has an account that can be signed in with.
    """

    key: str
    account: UUID | None = None
    person: UUID | None = None
    roles: frozenset[str] = frozenset()
    unit: UUID | None = None
    government: UUID | None = None
    vendors: frozenset[UUID] = frozenset()
    is_known: bool = True


def _official(key, actor, roles, unit=None, government=None, *, is_known=True):
    return Reader(
        key, actor.account_id, actor.person_id, frozenset(roles), unit, government, is_known=is_known
    )


def _office_rows(place, accounts, unit, government):
    for official in OFFICIALS:
        actor = load_actor(accounts[official.key])
        yield _official(f"{official.role}@{place}", actor, {official.role}, unit, government)


def _closed(accounts):
    """Accounts that were closed; no act closes one yet."""
    actors = {official.role: load_actor(accounts[official.key]) for official in OFFICIALS}
    Account.objects.filter(id__in=accounts.values()).update(is_active=False)
    for role, actor in actors.items():
        yield _official(f"{role}@closed", actor, (), is_known=False)


def _formers(city):
    for role in OFFICES:
        yield _official(f"{role}@former", city.formers[KEY_OF_ROLE[role]], ())


def _member(key, actor, vendors, *, is_known=True):
    return Reader(
        key,
        actor.account_id,
        actor.person_id,
        frozenset({"vendor"} if vendors else ()),
        vendors=frozenset(vendors),
        is_known=is_known,
    )


def _tied(city, number, tie):
    person = new_person(number, "Terikat")
    account = new_account(person, f"{tie}.{number}@contoh.example")
    vendor = city.sellers["A"].id
    tie_person(vendor_id=vendor, person_id=person, tie=tie, by=CLOCK, at=SINCE, command=new_command())
    return load_actor(account)


def _sellers(city, government):
    own = city.sellers["A"].id
    yield _member("vendor@own", city.sellers["A"].actor, {own})
    yield _member("vendor@staff", _tied(city, 871, "staff"), {own})
    yield _member("vendor@other", city.sellers["other"].actor, {city.sellers["other"].id})
    yield _member("vendor@suspended", city.sellers["D"].actor, {city.sellers["D"].id})
    yield _member("vendor@account_holder", _tied(city, 872, "account_holder"), ())
    closed = _tied(city, 873, "staff")
    Account.objects.filter(id=closed.account_id).update(is_active=False)
    yield _member("vendor@closed", closed, (), is_known=False)
    far = open_seller(government, CASES["B"], 661)
    yield _member("vendor@elsewhere", far.actor, {far.id})


def all_readers(city):
    """Open every account and list its reader, by key."""
    unit, other = city.unit.id, city.other_unit.id
    elsewhere = set_up_government(code="KAB-LAIN", name="Pemerintah Kabupaten Lain Contoh")
    code, long_code, name = ELSEWHERE_UNIT
    far = add_unit(government_id=elsewhere, code=long_code, short_code=code, name=name)
    nobody = load_actor(new_account(new_person(874), "tanpa.jabatan@contoh.example"))
    mixed = _official("mixed@own", city.mixed, {"ppk", "pejabat_pengadaan"}, unit, city.government)
    found = [
        *_office_rows("own", city.unit.accounts, unit, city.government),
        *_office_rows("second", hire(unit, "GBX", 401), unit, city.government),
        *_office_rows("twin", city.other_unit.accounts, other, city.government),
        *_office_rows("elsewhere", hire(far, code, 201), far, elsewhere),
        *_formers(city),
        *_closed(hire(unit, "GBC", 421)),
        *_sellers(city, elsewhere),
        mixed,
        _official("nobody", nobody, ()),
        Reader("anonymous", is_known=False),
    ]
    return {reader.key: reader for reader in found}

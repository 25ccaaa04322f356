"""The declared table of access beyond the policies: whose record an address shows, and who may send its form.

Nothing is decided here: policies and rules decide. The authorization matrix of the tests asks every address as every
kind of reader and compares with this table, which the public page of access shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """How far somebody's office or business reaches among the records of a kind."""

    UNIT = "unit"
    GOVERNMENT = "government"
    BUSINESS = "business"


class Kind(StrEnum):
    """What an address is about."""

    NOTHING = "nothing"
    PACKAGE = "package"
    ORDER = "order"
    UNIT = "unit"
    PRODUCT = "product"
    BUSINESS = "business"
    DOCUMENT = "document"
    APPLICATION = "application"
    SELLER = "seller"
    SANCTION = "sanction"
    CURATION = "curation"
    ACCOUNT_CHANGE = "account_change"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Access:
    """One address.

    Attributes:
        kind: Record that it is about; only those in `FINDS` find it, everybody else gets 404.
        sends: Roles that may send its form, each within its reach; empty where nothing is sent.
        to_the_named: Only the PPK or Pejabat Pengadaan whom the package was disposed to may send it.
        is_off: It answers 404 to everybody unless the installation switches it on.
    """

    kind: Kind = Kind.NOTHING
    sends: frozenset[str] = frozenset()
    to_the_named: bool = False
    is_off: bool = False


ANYONE = "anyone"
DISPOSER, PPK, OFFICER = frozenset({"pa", "kpa"}), frozenset({"ppk"}), frozenset({"pejabat_pengadaan"})
MEETING_KEEPERS, SELLER = frozenset({"ppk", "pptk"}), frozenset({"vendor"})
CURATOR = frozenset({"curator"})
TREASURER = frozenset({"bendahara", "bendahara_pembantu"})
_OFFICES = DISPOSER | PPK | OFFICER | MEETING_KEEPERS | TREASURER
_ADDRESS_KEEPERS = DISPOSER | PPK | OFFICER | MEETING_KEEPERS
_OF_UNIT = dict.fromkeys(sorted(_OFFICES), Reach.UNIT)

FINDS: Mapping[Kind, Mapping[str, Reach]] = {
    Kind.PACKAGE: {**_OF_UNIT, "auditor": Reach.GOVERNMENT},
    Kind.ORDER: {**_OF_UNIT, "auditor": Reach.GOVERNMENT, "vendor": Reach.BUSINESS},
    Kind.UNIT: dict.fromkeys(sorted(_ADDRESS_KEEPERS), Reach.UNIT),
    Kind.PRODUCT: {"vendor": Reach.BUSINESS},
    Kind.BUSINESS: {"vendor": Reach.BUSINESS},
    Kind.APPLICATION: {"curator": Reach.GOVERNMENT},
    Kind.SELLER: {"curator": Reach.GOVERNMENT},
    Kind.SANCTION: {"pa": Reach.UNIT, "kpa": Reach.UNIT, "curator": Reach.GOVERNMENT},
    Kind.CURATION: {"curator": Reach.GOVERNMENT},
    Kind.ACCOUNT_CHANGE: {"curator": Reach.GOVERNMENT, "vendor": Reach.BUSINESS},
    Kind.CLAIM: {"curator": Reach.GOVERNMENT},
}
"""Who finds a record of a kind. Documents that are not public follow the package, order or change they belong to."""

_PUBLIC_PAGE = Access()
ACCESS: Mapping[str, Access] = {
    **dict.fromkeys(
        (
            "home", "access", "openapi-json", "open_data", "catalogue", "categories", "category", "ocds_description",
            "ocds_record", "ocds_release", "ocds_releases", "package_public", "purchase", "purchases", "product",
            "app_manifest", "offline_script", "paper", "photo", "turns", "turns_of", "compare", "sanctions",
            "sanction", "curation_queue", "certificate", "certificate_paper",
        ),
        _PUBLIC_PAGE,
    ),
    **dict.fromkeys(("api-root", "components"), Access(is_off=True)),
    **dict.fromkeys(("sign_in", "sign_out", "join", "prove_contact"), Access(sends=frozenset({ANYONE}))),
    **dict.fromkeys(
        ("inbox", "orders", "packages", "my_products", "change_password", "join_step", "claims", "applications",
         "sanction_desk", "own_sanctions"), Access()
    ),
    "document": Access(Kind.DOCUMENT),
    "read_order": Access(Kind.ORDER),
    "create_order": Access(Kind.PACKAGE, OFFICER, to_the_named=True),
    "addresses": Access(Kind.UNIT, _ADDRESS_KEEPERS),
    "package": Access(Kind.PACKAGE),
    "choose_product": Access(Kind.PACKAGE),
    "dispose_to_ppk": Access(Kind.PACKAGE, DISPOSER),
    "recall_package": Access(Kind.PACKAGE, DISPOSER),
    "withdraw_package": Access(Kind.PACKAGE, DISPOSER),
    "prepare_package": Access(Kind.PACKAGE, PPK, to_the_named=True),
    "dispose_to_officer": Access(Kind.PACKAGE, PPK, to_the_named=True),
    "finish_package": Access(Kind.PACKAGE, PPK, to_the_named=True),
    "take_up_package": Access(Kind.PACKAGE, OFFICER, to_the_named=True),
    "return_package": Access(Kind.PACKAGE, PPK | OFFICER, to_the_named=True),
    "place_order": Access(Kind.PACKAGE, OFFICER, to_the_named=True),
    "record_meeting": Access(Kind.PACKAGE, MEETING_KEEPERS),
    "record_attendance": Access(Kind.PACKAGE, MEETING_KEEPERS),
    "order": Access(Kind.ORDER),
    "change_order": Access(Kind.ORDER, OFFICER, to_the_named=True),
    "cancel_order": Access(Kind.ORDER, OFFICER),
    **dict.fromkeys(
        ("receive_order", "reject_delivery", "hand_over_order", "close_order"), Access(Kind.ORDER, PPK)
    ),
    **dict.fromkeys(("verify_invoice", "pay_order", "prove_tax"), Access(Kind.ORDER, TREASURER)),
    **dict.fromkeys(
        ("accept_order", "refuse_order", "ship_order", "invoice_order"), Access(Kind.ORDER, SELLER)
    ),
    **dict.fromkeys(
        (
            "change_price", "set_capacity", "delist_product", "product_photos", "create_price", "create_capacity",
            "create_delisting", "product_curation",
        ),
        Access(Kind.PRODUCT, SELLER),
    ),
    **dict.fromkeys(("read_product", "product_chances"), Access(Kind.PRODUCT)),
    **dict.fromkeys(
        (
            "my_business", "list_product", "import_products", "product_sheet", "read_products", "create_product",
            "tokens", "revoke_token", "bank_accounts",
        ),
        Access(Kind.BUSINESS, SELLER),
    ),
    "check_application": Access(Kind.APPLICATION, CURATOR),
    "suspend_seller": Access(Kind.SELLER, CURATOR),
    "decide_sanction": Access(Kind.SANCTION, DISPOSER | CURATOR),
    "propose_blacklist": Access(Kind.ORDER, PPK | OFFICER),
    "appeal_sanction": Access(Kind.BUSINESS, SELLER),
    **dict.fromkeys(("score_product", "decide_appeal"), Access(Kind.CURATION, CURATOR)),
    "stop_change": Access(Kind.ACCOUNT_CHANGE, SELLER),
    "check_account": Access(Kind.ACCOUNT_CHANGE, CURATOR),
    "check_claim": Access(Kind.CLAIM, CURATOR),
}  # fmt: skip
"""Every address by its name; one without a row fails the tests."""

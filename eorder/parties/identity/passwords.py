"""What a password must not be: short, common, like its owner's names, or made of words that everybody here knows."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from eorder.foundation.errors import InvalidFormError
from eorder.parties.identity.models import Account

WORDS_OF_THE_PLACE = (
    *("admin", "administrator", "anggaran", "bast", "belanja", "bendahara", "betawi", "contoh", "dki"),
    *("e-katalog", "e-order", "eorder", "indonesia", "jakarta", "jakpreneur", "jaya", "katalog", "katasandi"),
    *(
        "kecamatan",
        "kelurahan",
        "lkpp",
        "merdeka",
        "monas",
        "paket",
        "password",
        "pejabat",
        "pemda",
        "pemprov",
    ),
    *("pengadaan", "penjual", "penyedia", "pesanan", "rahasia", "sandi", "sipd", "umkm"),
)
"""Names of the product, its parts, its offices and its city; also with capitals."""
FEWEST_OTHERS = 8
"""Signs that a password must have besides such words."""
TOO_WELL_KNOWN = (
    "Kata sandi ini hampir seluruhnya kata yang dikenal semua orang di sini. "
    "Tambahkan paling sedikit 8 tanda lain."
)


def require_strong(password: str, account: Account, field: str = "password") -> None:
    """Refuse a password that is easy to guess; any signs may be used, and it never expires.

    Args:
        password: As it was typed, from 12 signs on.
        account: Whose it shall be.
        field: Where the sentence is shown.

    Raises:
        InvalidFormError: Says what is wrong with it.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidFormError({field: " ".join(error.messages)}) from None
    if signs_of_its_own(password) < FEWEST_OTHERS:
        raise InvalidFormError({field: TOO_WELL_KNOWN})


def signs_of_its_own(password: str) -> int:
    """Count the signs that are left when the words of the place are taken out."""
    rest = password.lower()
    for word in sorted(WORDS_OF_THE_PLACE, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest)

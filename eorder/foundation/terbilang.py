"""Amounts in Indonesian words, as a kuitansi must carry them."""

from __future__ import annotations

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import LARGEST_AMOUNT, Rupiah

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SMALL_WORDS = (*_ONES, "sepuluh", "sebelas", *(f"{word} belas" for word in _ONES[2:]))
_SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def terbilang(amount: Rupiah) -> str:
    """Write an amount in words, lower case, ending in "rupiah".

    Args:
        amount: Whole rupiah, from zero to 10^15 inclusive.

    Returns:
        For example "tujuh juta lima ratus ribu rupiah"; one thousand is "seribu", never "satu ribu".

    Raises:
        InvalidValueError: The amount is negative or above 10^15.
    """
    if not 0 <= amount.amount <= LARGEST_AMOUNT:
        raise InvalidValueError(
            f"Terbilang hanya untuk nilai dari Rp 0 sampai {Rupiah(LARGEST_AMOUNT)}, bukan {amount}.",
            code="invalid_amount_in_words",
        )
    return f"{_whole_words(amount.amount)} rupiah"


def _whole_words(number: int) -> str:
    if number == 0:
        return _SMALL_WORDS[0]
    words = []
    for size, name in _SCALES:
        count, number = divmod(number, size)
        if count:
            words.append("seribu" if (size, count) == (1000, 1) else f"{_hundreds_words(count)} {name}")
    if number:
        words.append(_hundreds_words(number))
    return " ".join(words)


def _hundreds_words(number: int) -> str:
    """Words of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["seratus" if hundreds == 1 else f"{_SMALL_WORDS[hundreds]} ratus"]
    if rest:
        words.append(_tens_words(rest))
    return " ".join(words)


def _tens_words(number: int) -> str:
    """Words of 1 to 99."""
    if number < len(_SMALL_WORDS):
        return _SMALL_WORDS[number]
    tens, ones = divmod(number, 10)
    return f"{_SMALL_WORDS[tens]} puluh" + (f" {_SMALL_WORDS[ones]}" if ones else "")

"""What a count at receipt means: pure computation over the lines of an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eorder.buying.orders.facts import LineFacts
from eorder.buying.orders.models import Line
from eorder.buying.orders.placement import CONSUMPTION
from eorder.foundation.errors import InvalidFormError
from eorder.foundation.money import ZERO, Rupiah
from eorder.foundation.quantities import quantity_text
from eorder.law.taxes.facts import TaxNature
from eorder.law.taxes.ppn import ppn_on_price


@dataclass(frozen=True, slots=True)
class Count:
    """Quantities of one line counted now, in thousandths of a unit."""

    accepted: int
    rejected: int = 0
    rejection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """One line before or after a count; quantities in thousandths of a unit, money in whole rupiah."""

    position: int
    name: str
    tax_nature: str
    quantity: int
    unit_price: int
    accepted: int
    rejected: int

    @property
    def left(self) -> int:
        """What has been neither accepted nor rejected yet."""
        return self.quantity - self.accepted - self.rejected


def outstanding_of(line: Line | LineFacts) -> Outstanding:
    """State a line, whether it is a row or a plain fact, for counting and valuing."""
    return Outstanding(
        position=line.position,
        name=line.name,
        tax_nature=line.tax_nature,
        quantity=line.quantity,
        unit_price=line.unit_price,
        accepted=line.accepted,
        rejected=line.rejected,
    )


def check_counts(lines: Sequence[Outstanding], counts: Mapping[int, Count]) -> None:
    """Check a count against what is still to come.

    Raises:
        InvalidFormError: A quantity is negative or more than is left, a rejection lacks its reason, or
            nothing was counted.
    """
    problems: dict[str, str] = {}
    for line in lines:
        count = counts.get(line.position, Count(0))
        if count.accepted < 0 or count.rejected < 0:
            problems[f"accepted_{line.position}"] = f"{line.name}: jumlah tidak boleh negatif."
        elif count.accepted + count.rejected > line.left:
            problems[f"accepted_{line.position}"] = (
                f"{line.name}: diterima dan ditolak bersama melebihi sisa {quantity_text(line.left)}."
            )
        elif count.rejected and not count.rejection.strip():
            problems[f"rejection_{line.position}"] = f"{line.name}: tulis alasan penolakan."
    if set(counts) - {line.position for line in lines}:
        problems["lines"] = "Ada baris yang bukan milik pesanan ini."
    if not problems and not any(count.accepted or count.rejected for count in counts.values()):
        problems["lines"] = "Isi jumlah yang diterima atau ditolak, paling sedikit pada satu baris."
    if problems:
        raise InvalidFormError(problems)


def value_of(lines: Sequence[Outstanding], day: date, *, has_ppn: bool) -> Rupiah:
    """Value what was accepted: prices rounded half up per line, plus PPN where the order carries it.

    Args:
        lines: All lines of the order.
        day: The day whose tariff the order was priced by.
        has_ppn: Whether the order carries PPN at all.
    """
    subtotal = Rupiah.total(accepted_amount(line) for line in lines)
    return subtotal + accepted_ppn(lines, day) if has_ppn else subtotal


def accepted_amount(line: Outstanding) -> Rupiah:
    """Value of the accepted quantity of one line before PPN, rounded half up to whole rupiah."""
    return Rupiah(line.unit_price).times_thousandths(line.accepted)


def accepted_ppn(lines: Sequence[Outstanding], day: date) -> Rupiah:
    """PPN on everything accepted, computed once on the taxed lines together."""
    taxed = Rupiah.total(accepted_amount(line) for line in lines if line.tax_nature not in CONSUMPTION)
    return ppn_on_price(taxed, day, is_pkp=True, tax_nature=TaxNature.GOODS) if taxed else ZERO

"""Income tax kept back from a payment: which article, on which base, at which rate, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import parameter
from eorder.law.taxes.facts import SellerKind, TaxFacts, TaxLine
from eorder.law.taxes.pbjt import price_without_pbjt
from eorder.law.value import Value, percent_text


class IncomeTaxKind(StrEnum):
    """Under which article income tax is kept back."""

    NONE = "none"
    PPH_FINAL = "pph_final"
    PPH22 = "pph22"
    PPH23 = "pph23"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    IncomeTaxKind.NONE: "Tanpa PPh",
    IncomeTaxKind.PPH_FINAL: "PPh final",
    IncomeTaxKind.PPH22: "PPh Pasal 22",
    IncomeTaxKind.PPH23: "PPh Pasal 23",
}


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """Income tax on the lines of one payment that fall under the same article.

    Attributes:
        kind: Under which article.
        line_ids: The lines it lies on.
        base: What it is computed from, in whole rupiah; includes `earlier_base`.
        earlier_base: Part of the base that stems from purchases paid earlier on the same day.
        rate: In parts per 10,000.
        amount: Kept back, rounded down, at most the price of the lines.
        shortfall: What the price could not cover and the seller still owes.
        rules: Versions of the parameters used.
        evidence: Documents it relies on.
        sentences: Why, in Indonesian.
    """

    kind: IncomeTaxKind
    line_ids: tuple[str, ...]
    base: Rupiah
    earlier_base: Rupiah
    rate: int
    amount: Rupiah
    shortfall: Rupiah
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """What the law says about a group of lines, before any figure is computed."""

    kind: IncomeTaxKind
    rate: int
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    sentence: str


def assess_income_tax(facts: TaxFacts) -> tuple[IncomeTax, ...]:
    """Decide goods and services apart, each rounded down once for all its lines together."""
    goods = tuple(line for line in facts.lines if line.nature.is_goods)
    services = tuple(line for line in facts.lines if not line.nature.is_goods)
    taxes = []
    if services:
        taxes.append(_computed(facts, services, _regime_of_services(facts), ZERO))
    if goods:
        earlier = Rupiah.total(each.not_withheld for each in facts.earlier)
        taxes.append(_computed(facts, goods, _regime_of_goods(facts, goods), earlier))
    return tuple(taxes)


def _regime_of_services(facts: TaxFacts) -> Regime:
    return _statement(facts) or _platform(facts) or _final(facts) or _pph23(facts)


def _regime_of_goods(facts: TaxFacts, goods: tuple[TaxLine, ...]) -> Regime:
    return _statement(facts) or _platform(facts) or _small(facts, goods) or _final(facts) or _pph22(facts)


def _statement(facts: TaxFacts) -> Regime | None:
    """An individual who states sales within the exempt amount: nothing is kept back (since tax year 2022)."""
    seller, limit = facts.seller, parameter("pph_final_exempt_sales").find(facts.paid_on)
    if seller.statement is None or seller.kind is not SellerKind.INDIVIDUAL or limit is None:
        return None
    if seller.statement.tax_year != facts.paid_on.year:
        return None
    sentence = (
        f"Tidak dipotong PPh: penjual orang pribadi menyatakan omzet tahun {seller.statement.tax_year} "
        f"paling banyak {limit.rupiah} ({limit.source})."
    )
    evidence = f"Surat pernyataan omzet {seller.statement.number} (tahun pajak {seller.statement.tax_year})"
    return Regime(IncomeTaxKind.NONE, 0, (limit.version,), (evidence,), sentence)


def _platform(facts: TaxFacts) -> Regime | None:
    """The platform collects PPh 22 on every line, without a floor, while PMK 58 mode is on."""
    if not facts.pmk58_mode:
        return None
    return _taxed(IncomeTaxKind.PPH22, *_doubled(facts, parameter("pmk58_rate").on(facts.paid_on)))


def _small(facts: TaxFacts, goods: tuple[TaxLine, ...]) -> Regime | None:
    """Goods of one day from one seller at or below the floor, without PPN, are not taxed.

    Assumed: a Suket does not lift the floor, since it replaces a tax that would not be kept back.
    """
    floor = parameter("pph22_floor").on(facts.paid_on)
    bought = Rupiah.total([line.amount for line in goods] + [each.amount for each in facts.earlier])
    if bought > floor.rupiah:
        return None
    sentence = (
        f"Tidak dipungut PPh Pasal 22: pembelian barang dari penjual ini pada hari itu {bought}, "
        f"tidak lebih dari {floor.rupiah} ({floor.source})."
    )
    return Regime(IncomeTaxKind.NONE, 0, (floor.version,), (), sentence)


def _final(facts: TaxFacts) -> Regime | None:
    suket = facts.seller.suket
    if suket is None or not suket.is_valid_on(facts.paid_on):
        return None
    rate = parameter("pph_final_rate").on(facts.paid_on)
    end = f" s.d. {suket.valid_until.isoformat()}" if suket.valid_until else ""
    evidence = f"Surat Keterangan {suket.number} (berlaku {suket.valid_from.isoformat()}{end})"
    percent = percent_text(rate.amount)
    sentence = f"PPh final {percent}: Surat Keterangan penjual berlaku pada hari bayar ({rate.source})."
    return Regime(IncomeTaxKind.PPH_FINAL, rate.amount, (rate.version,), (evidence,), sentence)


def _pph23(facts: TaxFacts) -> Regime:
    name = "pph23_rate" if facts.seller.has_npwp else "pph23_rate_without_npwp"
    rate = parameter(name).on(facts.paid_on)
    regime = _taxed(IncomeTaxKind.PPH23, rate.amount, (rate.version,), _npwp_words(facts), rate.source)
    if facts.seller.kind is not SellerKind.INDIVIDUAL:
        return regime
    caution = "Penjual orang pribadi: periksa apakah PPh Pasal 21 yang berlaku."
    return Regime(regime.kind, regime.rate, regime.rules, regime.evidence, f"{regime.sentence} {caution}")


def _pph22(facts: TaxFacts) -> Regime:
    regime = _taxed(IncomeTaxKind.PPH22, *_doubled(facts, parameter("pph22_rate").on(facts.paid_on)))
    floor = parameter("pph22_floor").on(facts.paid_on)
    return Regime(regime.kind, regime.rate, (*regime.rules, floor.version), regime.evidence, regime.sentence)


def _doubled(facts: TaxFacts, rate: Value) -> tuple[int, tuple[str, ...], str, str]:
    """PPh 22 is 100 % higher without NPWP."""
    if facts.seller.has_npwp:
        return rate.amount, (rate.version,), _npwp_words(facts), rate.source
    times = parameter("pph22_without_npwp").on(facts.paid_on)
    source = f"{rate.source}; {times.source}"
    return rate.amount * times.amount, (rate.version, times.version), _npwp_words(facts), source


def _taxed(kind: IncomeTaxKind, rate: int, rules: tuple[str, ...], words: str, source: str) -> Regime:
    return Regime(kind, rate, rules, (), f"{kind.label} {percent_text(rate)} {words} ({source}).")


def _npwp_words(facts: TaxFacts) -> str:
    return "untuk penjual dengan NPWP" if facts.seller.has_npwp else "untuk penjual tanpa NPWP"


def _computed(facts: TaxFacts, lines: tuple[TaxLine, ...], regime: Regime, earlier: Rupiah) -> IncomeTax:
    price = Rupiah.total(line.amount for line in lines)
    food = Rupiah.total(line.amount for line in lines if line.nature.is_food)
    earlier_base = earlier if regime.rate and price else ZERO
    base = price - food + price_without_pbjt(food, facts) + earlier_base
    due = base.share(regime.rate, 10_000)
    amount = min(due, price)
    sentences = [regime.sentence]
    if earlier_base:
        sentences.append(_joined_sentence(facts, earlier_base))
    if regime.rate:
        sentences.append(f"{percent_text(regime.rate)} x {base} = {due} (dibulatkan ke bawah).")
    if amount < due:
        sentences.append(f"Harga tidak cukup: {due - amount} masih harus ditagih kepada penjual.")
    return IncomeTax(
        kind=regime.kind,
        line_ids=tuple(line.id for line in lines),
        base=base,
        earlier_base=earlier_base,
        rate=regime.rate,
        amount=amount,
        shortfall=due - amount,
        rules=regime.rules,
        evidence=regime.evidence,
        sentences=tuple(sentences),
    )


def _joined_sentence(facts: TaxFacts, earlier_base: Rupiah) -> str:
    names = ", ".join(each.reference for each in facts.earlier if each.not_withheld)
    return (
        f"Pembelian hari yang sama dari penjual ini digabung: {earlier_base} dari {names} belum dipungut, "
        f"jadi dipungut sekarang."
    )

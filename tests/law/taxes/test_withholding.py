"""The worked transaction of the domain, to the rupiah, and the edges around it."""

from datetime import date

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import NoLawError, by_version, parameter
from eorder.law.taxes.facts import (
    EarlierPurchase,
    PbjtStatus,
    SalesStatement,
    SellerKind,
    SellerStatus,
    Suket,
    TaxFacts,
    TaxLine,
    TaxNature,
)
from eorder.law.taxes.income_tax import IncomeTaxKind
from eorder.law.taxes.withholding import withhold

PAID_ON = date(2026, 8, 18)
SUKET = Suket("S-123/2026", date(2026, 1, 1), date(2026, 12, 31))
STATEMENT = SalesStatement("SP-7/2026", 2026)

SMALL_INDIVIDUAL = SellerStatus(
    SellerKind.INDIVIDUAL, has_npwp=True, statement=STATEMENT, pbjt=PbjtStatus.EXEMPT
)
INDIVIDUAL_WITH_SUKET = SellerStatus(
    SellerKind.INDIVIDUAL, has_npwp=True, suket=SUKET, pbjt=PbjtStatus.INCLUDED
)
CV = SellerStatus(SellerKind.CV, has_npwp=True, pbjt=PbjtStatus.NOT_INCLUDED)
CV_WITHOUT_NPWP = SellerStatus(SellerKind.CV, has_npwp=False, pbjt=PbjtStatus.NOT_INCLUDED)
SHOP = SellerStatus(SellerKind.CV, has_npwp=True)
PKP_SHOP = SellerStatus(SellerKind.PT, has_npwp=True, is_pkp=True)
PKP_SHOP_WITH_SUKET = SellerStatus(SellerKind.PT, has_npwp=True, is_pkp=True, suket=SUKET)


def meal(nature=TaxNature.CATERING, boxes=125):
    """The meeting's order: nasi kotak at Rp 42.000 and kudapan at Rp 18.000."""
    return (
        TaxLine("nasi kotak", nature, Rupiah(42_000) * boxes),
        TaxLine("kudapan", nature, Rupiah(18_000) * 125),
    )


def goods(amount, nature=TaxNature.GOODS):
    return (TaxLine("barang", nature, Rupiah(amount)),)


def decide(seller, lines, paid_on=PAID_ON, **rest):
    return withhold(TaxFacts(seller, lines, paid_on, **rest))


def kinds(decision):
    return [tax.kind for tax in decision.income_taxes]


def test_case_a_when_individual_states_small_sales_then_nothing_is_withheld():
    """PP 55/2022 art. 60: sales up to Rp 500 million a year with a statement."""
    decision = decide(SMALL_INDIVIDUAL, meal())
    assert decision.net == Rupiah(7_500_000)
    assert decision.withheld == ZERO
    assert decision.pbjt == ZERO
    assert kinds(decision) == [IncomeTaxKind.NONE]
    assert decision.evidence == (
        "Surat pernyataan omzet SP-7/2026 (tahun pajak 2026)",
        "Pernyataan omzet penjual untuk pajak daerah",
    )
    assert "pph_final_exempt_sales@2022-01-01" in decision.rules
    assert "pbjt_exemption@2024-01-05" in decision.rules


def test_case_b_when_suket_and_price_includes_pbjt_then_final_tax_on_the_price_without_it():
    """PP 55/2022 art. 56 and PMK 164/2023; Perda DKI 1/2024."""
    decision = decide(INDIVIDUAL_WITH_SUKET, meal())
    (tax,) = decision.income_taxes
    assert tax.kind is IncomeTaxKind.PPH_FINAL
    assert tax.base == Rupiah(6_818_182)
    assert tax.rate == 50
    assert decision.income_tax == Rupiah(34_090)
    assert decision.pbjt == Rupiah(681_818)
    assert decision.net == Rupiah(7_465_910)
    assert decision.evidence == ("Surat Keterangan S-123/2026 (berlaku 2026-01-01 s.d. 2026-12-31)",)


def test_case_c_when_cv_in_the_general_regime_then_pph23_of_two_percent():
    """UU PPh art. 23(1)c, PMK 141/2015: jasa katering."""
    decision = decide(CV, meal())
    assert kinds(decision) == [IncomeTaxKind.PPH23]
    assert decision.income_tax == Rupiah(150_000)
    assert decision.pbjt == ZERO
    assert decision.net == Rupiah(7_350_000)


def test_case_d_when_cv_has_no_npwp_then_pph23_of_four_percent():
    """UU PPh art. 23(1a)."""
    decision = decide(CV_WITHOUT_NPWP, meal())
    assert decision.income_tax == Rupiah(300_000)
    assert decision.net == Rupiah(7_200_000)


def test_case_e_when_boxes_are_sold_from_a_shop_then_pph22():
    """UU PPh art. 22, PMK 34/2017: food from a shop is goods, not catering."""
    decision = decide(SHOP, meal(TaxNature.SHOP_FOOD))
    assert kinds(decision) == [IncomeTaxKind.PPH22]
    assert decision.income_tax == Rupiah(112_500)
    assert decision.net == Rupiah(7_387_500)


def test_case_f_when_three_boxes_are_rejected_then_only_the_accepted_are_paid():
    """Perpres 16/2018: payment follows the BAST."""
    assert decide(SMALL_INDIVIDUAL, meal(boxes=122)).net == Rupiah(7_374_000)


def test_goods_when_sold_by_a_pkp_then_treasurer_keeps_ppn_and_pph22():
    """PMK 131/2024 (DPP nilai lain 11/12), PMK 59/2022, UU PPh art. 22."""
    decision = decide(PKP_SHOP, goods(14_000_000))
    assert decision.ppn_base == Rupiah(12_833_333)
    assert decision.ppn == Rupiah(1_540_000)
    assert decision.ppn_withheld == Rupiah(1_540_000)
    assert decision.gross + decision.ppn == Rupiah(15_540_000)
    assert decision.income_tax == Rupiah(210_000)
    assert decision.net == Rupiah(13_790_000)
    assert decision.withheld_by == "bendahara"


def test_goods_when_the_pkp_has_a_suket_then_final_tax():
    """PP 55/2022 art. 56."""
    decision = decide(PKP_SHOP_WITH_SUKET, goods(14_000_000))
    assert decision.income_tax == Rupiah(70_000)
    assert decision.net == Rupiah(13_930_000)


def test_goods_when_in_pmk58_mode_then_the_platform_collects():
    """PMK 58/2022."""
    decision = decide(PKP_SHOP, goods(14_000_000), pmk58_mode=True)
    assert decision.withheld_by == "lokapasar"
    assert kinds(decision) == [IncomeTaxKind.PPH22]
    assert decision.income_tax == Rupiah(70_000)
    assert decision.ppn_withheld == Rupiah(1_540_000)
    assert decision.net == Rupiah(13_930_000)
    assert "pmk58_rate@2022-05-01" in decision.rules


@pytest.mark.parametrize("day", [date(2017, 3, 1), date(2022, 4, 30), date(2022, 5, 1), PAID_ON])
def test_pmk58_mode_when_goods_are_taxed_at_all_then_the_book_knows_it_is_off(day):
    assert parameter("pmk58_mode").on(day).flag is False
    assert decide(SHOP, goods(14_000_000), paid_on=day).withheld_by == "bendahara"


def test_pmk58_mode_when_the_rule_did_not_exist_yet_then_no_law():
    with pytest.raises(NoLawError):
        decide(PKP_SHOP, goods(14_000_000), paid_on=date(2022, 4, 30), pmk58_mode=True)


def test_small_goods_when_at_most_two_million_then_no_pph22():
    """PMK 34/2017 art. 3: at most Rp 2,000,000, not split."""
    decision = decide(SHOP, goods(1_900_000))
    assert decision.net == Rupiah(1_900_000)
    assert kinds(decision) == [IncomeTaxKind.NONE]


def test_small_goods_when_bought_twice_on_a_day_then_the_later_one_withholds_for_both():
    """PMK 34/2017 art. 3: not split over several payments."""
    first = EarlierPurchase("SP/001", Rupiah(1_900_000), Rupiah(1_900_000))
    decision = decide(SHOP, goods(1_900_000), earlier=(first,))
    (tax,) = decision.income_taxes
    assert tax.base == Rupiah(3_800_000)
    assert tax.earlier_base == Rupiah(1_900_000)
    assert decision.income_tax == Rupiah(57_000)
    assert decision.net == Rupiah(1_843_000)
    assert any("SP/001" in sentence for sentence in decision.explanation)


def test_small_goods_when_the_earlier_purchase_was_withheld_already_then_only_the_later_is_taxed():
    first = EarlierPurchase("SP/001", Rupiah(5_000_000), ZERO)
    decision = decide(SHOP, goods(1_000_000), earlier=(first,))
    assert decision.income_tax == Rupiah(15_000)


def test_small_goods_when_both_together_stay_at_the_floor_then_nothing():
    first = EarlierPurchase("SP/001", Rupiah(1_000_000), Rupiah(1_000_000))
    assert decide(SHOP, goods(1_000_000), earlier=(first,)).withheld == ZERO
    assert decide(SHOP, goods(1_000_001), earlier=(first,)).income_tax == Rupiah(30_000)


def test_small_goods_when_the_price_cannot_cover_the_tax_then_the_rest_is_shown_as_owed():
    first = EarlierPurchase("SP/001", Rupiah(2_000_000), Rupiah(2_000_000))
    decision = decide(SHOP, goods(1_000), earlier=(first,))
    assert decision.income_tax == Rupiah(1_000)
    assert decision.income_tax_shortfall == Rupiah(29_015)
    assert decision.net == ZERO
    assert any("Rp 29.015" in sentence for sentence in decision.explanation)


def test_services_when_goods_were_bought_earlier_then_the_goods_are_left_alone():
    first = EarlierPurchase("SP/001", Rupiah(1_900_000), Rupiah(1_900_000))
    assert decide(CV, meal(), earlier=(first,)).income_tax == Rupiah(150_000)


@pytest.mark.parametrize(("amount", "tax"), [(2_000_000, 0), (2_000_001, 30_000)])
def test_pph22_when_around_the_floor_then_at_most_is_free(amount, tax):
    assert decide(SHOP, goods(amount)).income_tax == Rupiah(tax)


@pytest.mark.parametrize(("amount", "tax"), [(2_000_000, 0), (2_000_001, 10_000)])
def test_pph_final_when_goods_are_around_the_floor_then_at_most_is_free(amount, tax):
    assert decide(PKP_SHOP_WITH_SUKET, goods(amount)).income_tax == Rupiah(tax)


def test_pph22_when_there_is_no_npwp_then_doubles():
    """UU PPh art. 22(3)."""
    seller = SellerStatus(SellerKind.CV, has_npwp=False)
    decision = decide(seller, goods(10_000_000))
    assert decision.income_tax == Rupiah(300_000)
    assert "pph22_without_npwp@2009-01-01" in decision.rules


def test_pph23_when_small_then_has_no_floor():
    assert decide(CV, goods(100_000, TaxNature.CATERING)).income_tax == Rupiah(2_000)


@pytest.mark.parametrize(
    ("paid_on", "kind"),
    [
        (date(2025, 12, 31), IncomeTaxKind.PPH23),
        (date(2026, 1, 1), IncomeTaxKind.PPH_FINAL),
        (date(2026, 12, 31), IncomeTaxKind.PPH_FINAL),
        (date(2027, 1, 1), IncomeTaxKind.PPH23),
    ],
)
def test_suket_when_at_its_first_and_last_day_then_counts(paid_on, kind):
    seller = SellerStatus(SellerKind.CV, has_npwp=True, suket=SUKET)
    assert kinds(decide(seller, goods(5_000_000, TaxNature.SERVICE), paid_on)) == [kind]


def test_suket_when_without_an_end_then_counts_on():
    seller = SellerStatus(SellerKind.CV, has_npwp=True, suket=Suket("S-1", date(2024, 1, 1), None))
    decision = decide(seller, goods(5_000_000))
    assert kinds(decision) == [IncomeTaxKind.PPH_FINAL]
    assert decision.evidence == ("Surat Keterangan S-1 (berlaku 2024-01-01)",)


@pytest.mark.parametrize(
    ("kind", "tax_year", "paid_on", "tax"),
    [
        (SellerKind.INDIVIDUAL, 2026, date(2026, 1, 1), IncomeTaxKind.NONE),
        (SellerKind.INDIVIDUAL, 2026, date(2026, 12, 31), IncomeTaxKind.NONE),
        (SellerKind.INDIVIDUAL, 2026, date(2027, 1, 1), IncomeTaxKind.PPH23),
        (SellerKind.INDIVIDUAL, 2025, date(2026, 1, 1), IncomeTaxKind.PPH23),
        (SellerKind.CV, 2026, date(2026, 8, 18), IncomeTaxKind.PPH23),
        (SellerKind.INDIVIDUAL, 2021, date(2021, 12, 31), IncomeTaxKind.PPH23),
        (SellerKind.INDIVIDUAL, 2022, date(2022, 1, 1), IncomeTaxKind.NONE),
    ],
)
def test_statement_when_of_an_individual_and_of_the_year_of_payment_then_frees(kind, tax_year, paid_on, tax):
    seller = SellerStatus(kind, has_npwp=True, statement=SalesStatement("SP-1", tax_year))
    assert kinds(decide(seller, goods(5_000_000, TaxNature.CATERING), paid_on)) == [tax]


def test_pph23_when_the_seller_is_an_individual_then_the_explanation_asks_to_check_pph21():
    seller = SellerStatus(SellerKind.INDIVIDUAL, has_npwp=True)
    decision = decide(seller, goods(5_000_000, TaxNature.CATERING))
    assert any("PPh Pasal 21" in sentence for sentence in decision.explanation)


@pytest.mark.parametrize(
    ("paid_on", "rule"),
    [
        (date(2022, 12, 19), "pph_final_rate@2018-07-01"),
        (date(2022, 12, 20), "pph_final_rate@2022-12-20"),
    ],
)
def test_pph_final_when_pp_55_takes_over_then_the_decision_names_the_rule_of_its_day(paid_on, rule):
    seller = SellerStatus(SellerKind.CV, has_npwp=True, suket=Suket("S-1", date(2022, 1, 1), None))
    assert rule in decide(seller, goods(5_000_000), paid_on).rules


@pytest.mark.parametrize(
    ("paid_on", "exemption", "rate"),
    [
        (date(2024, 1, 4), "pbjt_exemption@2012-01-01", "pbjt_rate@2012-01-01"),
        (date(2024, 1, 5), "pbjt_exemption@2024-01-05", "pbjt_rate@2024-01-05"),
    ],
)
def test_pbjt_when_it_replaces_the_restaurant_tax_then_the_decision_names_the_rule_of_its_day(
    paid_on, exemption, rate
):
    suket = Suket("S-1", date(2024, 1, 1), None)
    exempt = SellerStatus(SellerKind.CV, has_npwp=True, suket=suket, pbjt=PbjtStatus.EXEMPT)
    included = SellerStatus(SellerKind.CV, has_npwp=True, suket=suket, pbjt=PbjtStatus.INCLUDED)
    assert exemption in decide(exempt, meal(), paid_on).rules
    assert rate in decide(included, meal(), paid_on).rules


@pytest.mark.parametrize(
    ("amount", "ppn", "withheld"),
    [
        (1_801_801, 198_198, 0),  # 1,999,999 with PPN
        (1_801_802, 198_198, 0),  # 2,000,000 with PPN
        (1_801_803, 198_198, 198_198),  # 2,000,001 with PPN
    ],
)
def test_ppn_when_around_the_treasurers_floor_then_at_most_stays_with_the_seller(amount, ppn, withheld):
    """PMK 231/2019 as amended by PMK 59/2022: at most Rp 2,000,000 including PPN, not split."""
    decision = decide(PKP_SHOP, goods(amount))
    assert decision.ppn == Rupiah(ppn)
    assert decision.ppn_withheld == Rupiah(withheld)
    assert decision.net == Rupiah(amount + ppn - withheld)


def test_ppn_when_the_days_payments_together_exceed_the_floor_then_is_collected():
    first = EarlierPurchase("SP/001", Rupiah(1_000_000), Rupiah(1_000_000))
    decision = decide(PKP_SHOP, goods(900_000), earlier=(first,))
    assert decision.ppn_withheld == Rupiah(99_000)
    assert decision.income_tax == ZERO


def test_mixed_order_when_catering_and_goods_then_each_line_has_its_own_tax():
    seller = SellerStatus(SellerKind.PT, has_npwp=True, is_pkp=True, pbjt=PbjtStatus.NOT_INCLUDED)
    decision = decide(seller, (*goods(4_000_000), *meal()))
    by_line = {line.id: line for line in decision.lines}
    assert [line.id for line in decision.lines] == ["barang", "nasi kotak", "kudapan"]
    assert by_line["barang"].income_tax_kind is IncomeTaxKind.PPH22
    assert by_line["barang"].income_tax == Rupiah(60_000)
    assert by_line["barang"].ppn == Rupiah(440_000)
    assert by_line["nasi kotak"].income_tax == Rupiah(105_000)
    assert by_line["nasi kotak"].ppn == ZERO
    assert by_line["kudapan"].income_tax == Rupiah(45_000)
    assert decision.income_tax == Rupiah(210_000)


def test_lines_when_everything_was_rejected_then_nothing_is_due():
    decision = decide(PKP_SHOP, goods(0), earlier=(EarlierPurchase("SP/001", Rupiah(9), Rupiah(9)),))
    assert decision.net == ZERO
    assert decision.withheld == ZERO


def test_lines_when_everything_was_rejected_then_the_days_earlier_purchases_are_left_alone():
    first = EarlierPurchase("SP/001", Rupiah(3_000_000), Rupiah(3_000_000))
    (tax,) = decide(SHOP, goods(0), earlier=(first,)).income_taxes
    assert (tax.base, tax.earlier_base, tax.shortfall) == (ZERO, ZERO, ZERO)


def test_statement_when_goods_were_bought_earlier_then_they_do_not_enter_the_base():
    first = EarlierPurchase("SP/001", Rupiah(3_000_000), Rupiah(3_000_000))
    (tax,) = decide(SMALL_INDIVIDUAL, goods(3_000_000), earlier=(first,)).income_taxes
    assert (tax.base, tax.earlier_base) == (Rupiah(3_000_000), ZERO)


def test_decision_when_read_then_every_rule_it_names_has_an_article():
    for seller in (SMALL_INDIVIDUAL, INDIVIDUAL_WITH_SUKET, CV, CV_WITHOUT_NPWP, PKP_SHOP):
        decision = decide(seller, (*meal(), *goods(4_000_000)))
        assert all(by_version(rule).source for rule in decision.rules)
        assert len(set(decision.rules)) == len(decision.rules)


def test_explanation_when_read_then_tells_the_computation_in_plain_sentences():
    assert decide(CV, meal()).explanation == (
        "PPh Pasal 23 2 % untuk penjual dengan NPWP (UU PPh ps. 23 ayat (1) huruf c; PMK 141/PMK.03/2015).",
        "2 % x Rp 7.500.000 = Rp 150.000 (dibulatkan ke bawah).",
        "Makanan dan minuman tidak dikenai PPN (UU PPN ps. 4A), melainkan pajak daerah.",
        "Harga tidak memuat pajak daerah; bila terutang, penjual menanggung dan menyetornya.",
        "Penjual menerima Rp 7.350.000.",
    )


def test_facts_when_negative_missing_or_doubled_then_refused():
    with pytest.raises(InvalidValueError) as negative:
        TaxLine("x", TaxNature.GOODS, Rupiah(-1))
    assert negative.value.code == "negative_tax_base"
    with pytest.raises(InvalidValueError) as missing:
        TaxFacts(CV, (), PAID_ON)
    assert missing.value.code == "invalid_tax_lines"
    with pytest.raises(InvalidValueError):
        TaxFacts(CV, (*goods(1), *goods(2)), PAID_ON)
    with pytest.raises(InvalidValueError) as earlier:
        EarlierPurchase("SP/001", Rupiah(1), Rupiah(2))
    assert earlier.value.code == "invalid_earlier_purchase"

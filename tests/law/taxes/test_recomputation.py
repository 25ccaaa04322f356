"""A stored decision can be computed again, and its sums hold whatever the facts."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from eorder.foundation.money import ZERO, Rupiah
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
from eorder.law.taxes.recomputation import decision_to_json, inputs_from_json, inputs_to_json, recompute
from eorder.law.taxes.withholding import withhold

DAYS = st.dates(date(2022, 5, 1), date(2030, 12, 31))
MONEY = st.integers(0, 10**11).map(Rupiah)
SUKETS = st.builds(Suket, st.just("S-1"), DAYS, st.none() | DAYS)
STATEMENTS = st.builds(SalesStatement, st.just("SP-1"), st.integers(2022, 2030))
SELLERS = st.builds(
    SellerStatus,
    kind=st.sampled_from(SellerKind),
    has_npwp=st.booleans(),
    is_pkp=st.booleans(),
    suket=st.none() | SUKETS,
    statement=st.none() | STATEMENTS,
    pbjt=st.sampled_from(PbjtStatus),
)
LINES = st.lists(st.tuples(st.sampled_from(TaxNature), MONEY), min_size=1, max_size=6).map(
    lambda pairs: tuple(TaxLine(str(index), *pair) for index, pair in enumerate(pairs))
)
EARLIER = st.lists(
    st.tuples(MONEY, MONEY).map(lambda pair: EarlierPurchase("SP/1", max(pair), min(pair))), max_size=2
).map(tuple)
FACTS = st.builds(
    TaxFacts, seller=SELLERS, lines=LINES, paid_on=DAYS, earlier=EARLIER, pmk58_mode=st.booleans()
)


@given(FACTS)
def test_withhold_when_summed_then_nothing_is_lost_and_nothing_negative(facts):
    decision = withhold(facts)
    assert decision.gross + decision.ppn == decision.net + decision.withheld
    assert decision.withheld == decision.income_tax + decision.ppn_withheld
    amounts = [decision.net, decision.income_tax, decision.ppn, decision.ppn_withheld, decision.pbjt]
    for line in decision.lines:
        assert line.amount + line.ppn == line.net + line.income_tax + line.ppn_withheld
        amounts += [line.net, line.income_tax, line.ppn, line.ppn_withheld, line.pbjt, line.income_tax_base]
    assert all(amount >= ZERO for amount in amounts)


@given(FACTS)
def test_withhold_when_shared_over_lines_then_the_lines_sum_to_the_totals(facts):
    decision = withhold(facts)
    for name in ("income_tax", "ppn", "ppn_withheld", "pbjt", "net"):
        assert Rupiah.total(getattr(line, name) for line in decision.lines) == getattr(decision, name)
    assert [line.id for line in decision.lines] == [line.id for line in facts.lines]


@given(FACTS)
def test_recompute_when_given_stored_facts_then_gives_the_same_decision(facts):
    stored = json.loads(json.dumps(inputs_to_json(facts)))
    assert inputs_from_json(stored) == facts
    assert recompute(stored) == withhold(facts)
    again = json.loads(json.dumps(decision_to_json(recompute(stored))))
    assert again == decision_to_json(withhold(facts))

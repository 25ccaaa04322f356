"""Who suspends, proposes, decides, appeals and answers; from when until when it counts; what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError

from eorder.foundation.ids import new_command
from eorder.law.sanction_grounds import blacklist_grounds, suspension_grounds, words_of
from eorder.parties.sanctions.actions.dismiss_proposal import dismiss_proposal
from eorder.parties.sanctions.actions.impose_blacklist import impose_blacklist
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from tests.factories.cast import at
from tests.factories.sanctions import (
    WHY,
    blacklisted,
    decree,
    is_selling,
    proposed,
    suspended,
)
from tests.parties.sanctions.trying import refused, runs, seller

COLUMNS = ", ".join(each.column for each in Sanction._meta.concrete_fields if each.name != "id")


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        (date(2026, 3, 10), "contract_broken", date(2027, 3, 9)),
        (date(2026, 1, 1), "false_papers", date(2027, 12, 31)),
        (date(2024, 2, 29), "contract_broken", date(2025, 2, 27)),
    ],
)
def test_blacklist_term_when_it_begins_on_a_day_then_lasts_whole_months(since, months, last):
    assert blacklist_grounds(since)[months].last_day(since) == last


def test_suspension_term_when_it_begins_on_the_31st_then_ends_within_the_short_month():
    assert suspension_grounds(date(2026, 8, 31))["order_broken"].last_day(date(2026, 8, 31)) == date(
        2027, 2, 27
    )


def test_ground_when_known_to_the_law_then_has_words():
    assert words_of("collusion")[1] == "Colluded with other bidders on prices"
    assert words_of("unstated") == ("", "")


def test_suspension_when_it_has_days_then_counts_from_its_moment_to_the_end_of_its_last_day(city):
    vendor = seller(city).id
    suspended(vendor, at(10, "10.00"), until=date(2026, 8, 12))
    assert [is_selling(vendor, at(10, clock)) for clock in ("09.59", "10.00")] == [True, False]
    assert sanctioned_until(vendor, at(12, "23.59")) == date(2026, 8, 12)
    assert is_selling(vendor, at(13, "00.00"))
    assert sanctioned_until(vendor, at(13, "00.00")) is None


def test_suspension_when_it_begins_later_then_counts_from_that_midnight(city):
    vendor = seller(city).id
    suspended(vendor, at(10), since=date(2026, 8, 15))
    assert [is_selling(vendor, moment) for moment in (at(14, "23.59"), at(15, "00.00"))] == [True, False]


def test_suspension_when_no_last_day_is_chosen_then_lasts_as_long_as_its_ground_allows(city):
    found = Sanction.objects.get(id=suspended(seller(city).id, at(10)))
    assert (found.until, found.article) == (date(2027, 2, 9), "Perpres 16/2018 ps. 80")
    assert found.rule == "suspension_grounds@2018-07-01"


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        ("invalid_form", {"ground": "collusion"}, "dari daftar"),
        ("invalid_form", {"since": date(2026, 8, 9)}, "paling cepat hari ini"),
        ("invalid_form", {"since": date(2026, 12, 1)}, "tiga bulan"),
        ("invalid_form", {"until": date(2026, 8, 10)}, "sesudah hari mulai"),
        ("invalid_form", {"until": date(2027, 2, 10)}, "09-02-2027"),
        ("reason_missing", {"reason": "  ya "}, "paling sedikit 5 huruf"),
    ],
)
def test_suspension_when_something_is_wrong_then_refused_with_what_mends_it(city, code, facts, words):
    refused(code, lambda: suspended(seller(city).id, at(10), **facts), words)


def test_suspension_when_a_curator_imposes_it_then_needs_a_decree_and_keeps_it(city):
    vendor, curator = seller(city).id, city.people["kurator"]
    refused(
        "invalid_form", lambda: suspended(vendor, at(10), by=curator), "nomor surat keputusannya", "Unggah"
    )
    refused(
        "invalid_form",
        lambda: suspended(vendor, at(10), by=curator, decree_number="9" * 81, paper=decree("a")),
        "paling panjang 80",
    )
    found = suspended(vendor, at(10), by=curator, decree_number="SK/9", paper=decree("a"))
    paper = Document.objects.get(subject_id=found)
    assert (paper.kind, paper.is_public, paper.title) == ("sanction_decree", True, "Keputusan SK/9")
    event = Event.objects.get(subject_id=found)
    assert (event.name, event.role) == ("sanction.suspended", "curator")
    assert WHY in event.public


@pytest.mark.parametrize("who", ["pa", "ppk", "pp", "auditor", "admin"])
def test_suspension_when_somebody_else_tries_then_refused(city, who):
    refused("wrong_role", lambda: suspended(seller(city).id, at(10), by=city.people[who]))


def test_suspension_when_there_is_no_such_business_then_not_found(city):
    refused("not_found", lambda: suspended(city.government, at(10)))


def test_suspension_when_another_holds_on_one_of_its_days_then_refused(city):
    vendor = seller(city).id
    suspended(vendor, at(10), until=date(2026, 8, 12))
    refused("sanction_overlaps", lambda: suspended(vendor, at(12)), "sejenis")
    suspended(vendor, at(12), since=date(2026, 8, 13))
    assert Sanction.objects.filter(vendor_id=vendor).count() == 2


def test_blacklist_when_proposed_then_has_no_effect_before_the_pa_imposes_it(city):
    vendor = seller(city).id
    found = proposed(city, vendor, at(10))
    assert is_selling(vendor, at(11))
    impose_blacklist(
        sanction_id=found, decree_number="SK/77", paper=decree("b"), by=city.people["pa"], at=at(11, "10.00"),
        command=new_command(),
    )  # fmt: skip
    sanction = Sanction.objects.get(id=found)
    assert (sanction.since, sanction.until) == (date(2026, 8, 11), date(2027, 8, 10))
    assert (sanction.proposed_role, sanction.decided_role) == ("ppk", "pa")
    assert not is_selling(vendor, at(11, "10.00"))
    names = list(Event.objects.filter(subject_id=found).order_by("seq").values_list("name", flat=True))
    assert names == ["sanction.proposed", "sanction.imposed"]


def test_blacklist_when_a_suspension_holds_too_then_both_stand_and_the_later_end_counts(city):
    vendor = seller(city).id
    suspended(vendor, at(10), until=date(2026, 8, 20))
    blacklisted(city, vendor, at(11))
    assert sanctioned_until(vendor, at(12)) == date(2027, 8, 10)


@pytest.mark.parametrize("who", ["pa", "kurator", "pptk", "bendahara"])
def test_proposal_when_somebody_else_makes_it_then_refused(city, who):
    refused("wrong_role", lambda: proposed(city, seller(city).id, at(10), by=who))


def test_proposal_when_one_waits_already_then_refused(city):
    vendor = seller(city).id
    proposed(city, vendor, at(10))
    refused("proposal_waits", lambda: proposed(city, vendor, at(10), by="pp"))


def test_proposal_when_dismissed_then_never_counted_and_another_may_come(city):
    vendor = seller(city).id
    found = proposed(city, vendor, at(10))
    act = {"sanction_id": found, "by": city.people["pa"], "at": at(11)}
    refused("reason_missing", lambda: dismiss_proposal(**act, reason="", command=new_command()))
    dismiss_proposal(**act, reason="Buktinya tidak cukup.", command=new_command())
    refused("wrong_state", lambda: dismiss_proposal(**act, reason="Sekali lagi.", command=new_command()))
    assert is_selling(vendor, at(12))
    assert proposed(city, vendor, at(12)) != found


@pytest.mark.parametrize("who", ["ppk", "pp", "kurator", "twin"])
def test_blacklist_when_not_decided_by_the_units_pa_then_refused(city, who):
    found = proposed(city, seller(city).id, at(10))
    by = city.twins["pa"] if who == "twin" else city.people[who]
    refused("wrong_role", lambda: imposed(found, by))


def imposed(sanction, by, **more):
    facts = {"decree_number": "SK/77", "paper": decree("c"), "at": at(11), "command": new_command(), **more}
    return impose_blacklist(sanction_id=sanction, by=by, **facts)


def test_blacklist_when_it_lacks_its_decree_then_refused(city):
    found = proposed(city, seller(city).id, at(10))
    refused(
        "invalid_form", lambda: imposed(found, city.people["pa"], decree_number=" ", paper=None), "Unggah"
    )


def test_blacklist_when_whoever_proposed_it_decides_then_the_database_refuses(city):
    found = proposed(city, seller(city).id, at(10))
    by = Sanction.objects.get(id=found).proposed_by_id
    with pytest.raises(IntegrityError, match="sanction_decided_by_another"):
        runs(
            "UPDATE sanctions_sanction SET state = 'imposed', decided_by_id = %s, decided_at = now(),"
            " since = '2026-08-10', until = '2026-09-10', starts_at = now(), ends_at = now(), decree_number = 'SK'"
            " WHERE id = %s",
            by, found,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("sanction_stands", "UPDATE sanctions_sanction SET until = until + 1"),
        ("sanction_stands", "UPDATE sanctions_sanction SET ends_at = ends_at + interval '1 day'"),
        ("sanction_stands", "UPDATE sanctions_sanction SET starts_at = starts_at - interval '1 day'"),
        ("sanction_stands", "UPDATE sanctions_sanction SET decree_number = 'SK/0'"),
        ("sanction_dated_once_decided", "UPDATE sanctions_sanction SET state = 'proposed'"),
        (
            "sanction_moments_in_order",
            "UPDATE sanctions_sanction SET ends_at = starts_at - interval '1 second'",
        ),
    ],
)
def test_decided_sanction_when_changed_past_the_acts_then_the_database_refuses(city, name, statement):
    suspended(seller(city).id, at(10))
    with pytest.raises(IntegrityError) as caught:
        runs(statement)
    assert caught.value.__cause__.diag.constraint_name == name


def test_sanction_when_written_twice_past_the_acts_then_the_database_refuses(city):
    first = suspended(seller(city).id, at(10))
    with pytest.raises(IntegrityError, match="sejenis"):
        runs(
            f"INSERT INTO sanctions_sanction (id, {COLUMNS}) SELECT gen_random_uuid(), {COLUMNS}"
            " FROM sanctions_sanction WHERE id = %s",
            first,
        )

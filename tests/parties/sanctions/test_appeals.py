"""A seller appeals once and in time; somebody else answers; what the national list has no more is struck off."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from eorder.foundation.ids import new_command
from eorder.parties.sanctions.actions.answer_appeal import answer_appeal
from eorder.parties.sanctions.actions.strike_listed import strike_listed
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.records.journal.models import Event
from tests.factories.cast import at
from tests.factories.sanctions import (
    APPEAL,
    WHY,
    answered,
    appealed,
    blacklisted,
    decree,
    is_selling,
    nationally_listed,
    suspended,
)
from tests.parties.sanctions.trying import refused, runs, seller


def test_appeal_when_made_in_time_then_once_and_the_sanction_goes_on(city):
    vendor = seller(city)
    found = appealed(suspended(vendor.id, at(10)), vendor, at(12))
    assert not is_selling(vendor.id, at(13))
    refused("wrong_state", lambda: appealed(found, vendor, at(12)), "satu kali")
    assert Event.objects.filter(subject_id=found, name="sanction.appealed", public__contains=APPEAL).exists()


def test_appeal_when_by_a_stranger_late_or_empty_then_refused(city):
    vendor = seller(city)
    found = suspended(vendor.id, at(10))
    due = Sanction.objects.get(id=found).appeal_due_at
    refused("wrong_role", lambda: appealed(found, seller(city, "A"), at(11)))
    refused("too_late", lambda: appealed(found, vendor, due + timedelta(seconds=1)))
    assert appealed(found, vendor, due) == found
    short = suspended(seller(city, "B").id, at(10), until=date(2026, 8, 11))
    refused("too_late", lambda: appealed(short, seller(city, "B"), at(12, "00.00")))


def test_appeal_when_lifted_by_another_curator_then_the_seller_sells_at_once(city):
    vendor = seller(city)
    found = appealed(suspended(vendor.id, at(10)), vendor, at(11))
    answered(found, city.people["kurator"], "lift", at(12, "10.00"))
    sanction = Sanction.objects.get(id=found)
    assert (sanction.state, sanction.answer.outcome) == ("lifted", "lifted")
    assert [is_selling(vendor.id, at(12, clock)) for clock in ("09.59", "10.00")] == [False, True]
    assert sanctioned_until(vendor.id, at(11)) == date(2027, 2, 9)
    suspended(vendor.id, at(12, "10.00"))


def test_appeal_when_upheld_then_the_sanction_runs_to_its_day_and_cannot_be_appealed_again(city):
    vendor = seller(city)
    found = appealed(suspended(vendor.id, at(10)), vendor, at(11))
    answered(found, city.people["kurator"], "uphold")
    assert not is_selling(vendor.id, at(13))
    refused("wrong_state", lambda: appealed(found, vendor, at(12)))


def test_appeal_when_lifted_before_the_sanction_began_then_it_never_counts(city):
    vendor = seller(city)
    found = appealed(suspended(vendor.id, at(10), since=date(2026, 8, 20)), vendor, at(11))
    answered(found, city.people["kurator"], "lift")
    assert is_selling(vendor.id, at(20))


@pytest.mark.parametrize(
    ("who", "code"), [("kurator", "duty_kept_apart"), ("pa", "wrong_role"), ("ppk", "wrong_role")]
)
def test_appeal_when_answered_by_whoever_decided_or_may_not_then_refused(city, who, code):
    vendor, curator = seller(city), city.people["kurator"]
    found = suspended(vendor.id, at(10), by=curator, decree_number="SK/9", paper=decree("d"))
    appealed(found, vendor, at(11))
    refused(code, lambda: answered(found, city.people[who], "lift"))


def test_appeal_when_a_blacklist_is_answered_by_its_pa_then_refused(city):
    vendor = seller(city)
    found = appealed(blacklisted(city, vendor.id, at(10)), vendor, at(11))
    refused("duty_kept_apart", lambda: answered(found, city.people["pa"], "lift"))


def test_appeal_when_the_answer_is_none_then_refused(city):
    vendor = seller(city)
    found = appealed(suspended(vendor.id, at(10)), vendor, at(11))
    refused("invalid_form", lambda: answered(found, city.people["kurator"], "maybe"))
    act = {"sanction_id": found, "outcome": "lift", "by": city.people["kurator"], "at": at(12)}
    refused("reason_missing", lambda: answer_appeal(**act, reasons="", command=new_command()))


def test_answer_when_written_by_whoever_decided_then_the_database_refuses(city):
    found = suspended(seller(city).id, at(10))
    by = Sanction.objects.get(id=found).decided_by_id
    with pytest.raises(IntegrityError, match="orang lain"):
        runs(
            "INSERT INTO sanctions_appealanswer"
            " (id, sanction_id, outcome, reasons, decided_by_id, decided_role, decided_at)"
            " VALUES (gen_random_uuid(), %s, 'lifted', 'x', %s, 'pa', now())",
            found, by,
        )  # fmt: skip


def test_listed_when_struck_by_a_curator_then_ends_and_may_come_back(city):
    vendor = seller(city)
    found = nationally_listed(vendor.id, at(10))
    assert sanctioned_until(vendor.id, at(11)) == date(2027, 2, 28)
    refused("not_ours", lambda: appealed(found, vendor, at(11)), "menetapkannya")
    act = {"sanction_id": found, "reasons": "Tidak ada lagi di daftar.", "at": at(12)}
    refused("wrong_role", lambda: strike_listed(**act, by=city.people["pa"], command=new_command()))
    strike_listed(**act, by=city.people["kurator"], command=new_command())
    refused("wrong_state", lambda: strike_listed(**act, by=city.people["kurator"], command=new_command()))
    assert is_selling(vendor.id, at(12))
    nationally_listed(vendor.id, at(13))
    assert not is_selling(vendor.id, at(13))


def test_suspension_when_struck_like_a_listed_one_then_refused(city):
    found = suspended(seller(city).id, at(10))
    act = {"sanction_id": found, "reasons": WHY, "by": city.people["kurator"], "at": at(12)}
    refused("wrong_role", lambda: strike_listed(**act, command=new_command()))

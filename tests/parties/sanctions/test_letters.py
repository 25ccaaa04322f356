"""Letters about sanctions: to the seller, and to whoever decides next, never to whoever decided before."""

from django.core import mail

from eorder.parties.identity.models import Account
from eorder.parties.sanctions.notices import tell_next
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.cast import at
from tests.factories.sanctions import answered, appealed, blacklisted, decree, proposed, suspended


def letters_of(sanction):
    mail.outbox.clear()
    tell_next(event_with_facts(Event.objects.filter(subject_id=sanction).latest("seq").id))
    return {to: letter.body for letter in mail.outbox for to in letter.to}


def email(actor):
    return Account.objects.get(id=actor.account_id).email


def test_seller_when_suspended_then_reads_until_when_and_how_to_appeal(city):
    seller = city.sellers["other"]
    found = letters_of(suspended(seller.id, at(10)))
    [body] = [found[email(seller.actor)]]
    assert "09-02-2027" in body
    assert "/usaha/sanksi/" in body


def test_deciders_when_a_blacklist_is_proposed_then_are_told(city):
    found = letters_of(proposed(city, city.sellers["other"].id, at(10)))
    assert email(city.people["pa"]) in found
    assert email(city.people["ppk"]) not in found


def test_others_when_an_appeal_comes_then_are_told_but_not_who_decided(city):
    seller, curator = city.sellers["other"], city.people["kurator"]
    found = appealed(suspended(seller.id, at(10)), seller, at(11))
    assert email(curator) in letters_of(found)
    answered(found, curator, "lift")
    assert "dicabut" in letters_of(found)[email(seller.actor)]
    own = suspended(seller.id, at(13), by=curator, decree_number="SK/9", paper=decree("surat"))
    assert email(curator) not in letters_of(appealed(own, seller, at(13, "10.00")))
    black = appealed(blacklisted(city, seller.id, at(14)), seller, at(14, "10.00"))
    assert email(city.people["pa"]) not in letters_of(black)
    assert letters_of(suspended(city.sellers["A"].id, at(10))) != {}


def test_letter_when_the_sanction_went_on_meanwhile_then_is_not_sent(city):
    seller = city.sellers["other"]
    found = suspended(seller.id, at(10))
    first = Event.objects.get(subject_id=found).id
    appealed(found, seller, at(11))
    mail.outbox.clear()
    tell_next(event_with_facts(first))
    assert mail.outbox == []

"""No answer to a stranger carries a value that identifies, pays or signs in a person or a business."""

from itertools import chain

from eorder.parties.identity.models import Account, Person
from eorder.parties.vendors.models import TaxStatement, Vendor
from tests.web.matrix.asking import clock_at, undone

STRANGERS = ("anonymous", "nobody", "ppk@elsewhere", "ppk@former", "ppk@closed", "curator@own", "admin@own")


def canaries(seats):
    vendors = chain.from_iterable(
        Vendor.objects.values_list("nib", "npwp", "phone", "bank_account", "street")
    )
    accounts = chain.from_iterable(Account.objects.values_list("email", "password"))
    persons = Person.objects.values_list("nik_digest", flat=True)
    papers = TaxStatement.objects.values_list("number", flat=True)
    found = {each for each in chain(vendors, accounts, persons, papers, seats) if len(each or "") > 5}
    return found - {"ppk.gbr@contoh.example"}  # the demo's sign-in page names it


def test_answers_when_strangers_ask_then_carry_no_private_value(matrix):
    hidden = canaries(matrix.asker.seats.values())
    assert len(hidden) > 200
    leaks = set()
    for scene in chain.from_iterable(matrix.scenes.values()):
        for key in STRANGERS:
            with undone(), clock_at(scene.at):
                answer = matrix.asker.ask(scene, matrix.readers[key], "GET")
            text = f"{answer.headers}{answer.content.decode(errors='replace')}"
            leaks |= {(scene.id, key, value) for value in hidden if value in text}
    assert leaks == set()

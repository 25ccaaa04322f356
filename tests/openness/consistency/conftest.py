"""A small city with purchases at every stage, loaded once and copied for each test that breaks something."""

import datetime as dt

import pytest

from eorder.buying.deliveries.actions.reject_delivery import reject_delivery
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.lapse_order import lapse_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.placement import Wanted
from eorder.buying.packages.queries import find_package_by_rup
from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import Product
from eorder.openness.consistency.runner import check_all
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.simulator import cast
from eorder.simulator.calendar import morning, mornings_later
from eorder.simulator.demo_city import load_demo_city
from eorder.simulator.purchase import Purchase
from eorder.simulator.stories import RUP_BASE
from tests.databases import pointed_at

REASON = "Alasan yang jelas untuk uji."


@pytest.fixture(scope="session")
def city_database(database_server, template_database, django_db_blocker):
    """The name of a database with the demo city and purchases that ended early."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            now = dt.datetime.now(dt.UTC)
            load_demo_city(now)
            end_early(now)
        yield name
        database_server.drop(name)


@pytest.fixture
def committed_db(database_server, city_database, django_db_blocker):
    """A copy of the city of the test's own."""
    with django_db_blocker.unblock():
        name = database_server.create(city_database)
        try:
            with pointed_at(name):
                yield name
        finally:
            database_server.drop(name)


def end_early(now):
    """Purchases that were changed, refused, lapsed, cancelled, sent back and taken over in part."""
    start = morning(now, 20)
    placed(start, 10).end(refuse_order)
    placed(start, 11).accept().end(cancel_order)
    lapsed = placed(start, 12)
    lapsed.at = start + dt.timedelta(days=15)
    lapse_order(order_id=lapsed.order, by=CLOCK, at=lapsed.at, command=new_command())
    placed(start, 13).change(9).accept().ship().count(0, 9).end(reject_delivery, "ppk")
    part = placed(start, 14).accept().ship().count(5, 0).ship().count(3, 4).hand_over()
    part.invoice().wait(hours=20).verify().pay()


class Stationery(Purchase):
    """A purchase with the turns that the demo does not take."""

    def end(self, action, who=None):
        by = self.people[who] if who else self.seller if action is refuse_order else self.people["pp"]
        action(order_id=self.order, reason=REASON, by=by, at=self.at, command=new_command())
        return self

    def count(self, accepted, rejected):
        count = Count(accepted * 1000, rejected * 1000, "Rusak." if rejected else "")
        return self.receive({1: count}).wait(hours=1)

    def change(self, quantity):
        order = Order.objects.get(id=self.order)
        quantities = tuple((product, quantity * 1000) for product, _ in self.quantities)
        wanted = Wanted(
            order.package_id, order.vendor_id, quantities, order.window_start, order.window_end, reason=REASON
        )
        change_order(
            order_id=order.id,
            version=order.version,
            wanted=wanted,
            by=self.people["pp"],
            at=self.at,
            command=new_command(),
        )
        return self


def placed(start, quantity):
    people = {key: actor_of(cast.email_of(key, "DPC")) for key in ("pp", "ppk", "bendahara")}
    paper = Product.objects.get(name="Kertas A4 80 gram")
    package = find_package_by_rup(RUP_BASE + 6)
    walk = Stationery(people, actor_of("kertas@contoh.example"), package.id, start)
    return walk.place(
        paper.vendor_id, ((paper.id, quantity * 1000),), mornings_later(start, 3), reason=REASON
    )


def actor_of(email):
    return load_actor(Account.objects.get(email=email).id)


class Spoiler:
    """Breaks records as the owner of the tables could: guards off, the change, guards on again."""

    def __init__(self, cursor):
        self.cursor = cursor

    def __call__(self, statement, *tables):
        for table in tables:
            self.cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        self.cursor.execute(statement)
        for table in tables:
            self.cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def drop(self, table, constraint):
        self.cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {constraint}")
        self.cursor.execute(f"DROP INDEX IF EXISTS {constraint}")

    def one(self, question):
        """The first value of the first row."""
        return self.cursor.execute(question).fetchone()[0]

    def relink(self):
        """Compute every hash again, as a forger with the owner's rights would."""
        self(RELINK, "journal_event")


RELINK = """
DO $$
DECLARE e journal_event; before journal_event;
BEGIN
    FOR e IN SELECT * FROM journal_event ORDER BY subject_id, seq LOOP
        e.prev_hash := CASE WHEN before.subject_id = e.subject_id THEN before.hash ELSE repeat('0', 64) END;
        e.hash := journal_event_hash(e);
        UPDATE journal_event SET prev_hash = e.prev_hash, hash = e.hash WHERE id = e.id;
        before := e;
    END LOOP;
END $$
"""


@pytest.fixture
def spoil(owner):
    """Breaks what the guards of the database protect."""
    return Spoiler(owner)


@pytest.fixture
def broken(committed_db):
    """Asks which invariants do not hold, with the names of the rows that break them."""
    assert committed_db

    def ask():
        return {
            finding.code: sorted({offender.key for offender in finding.offenders})
            for finding in check_all()
            if not finding.holds
        }

    return ask

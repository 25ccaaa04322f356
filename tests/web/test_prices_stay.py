"""A published price can be neither changed nor removed: by no page, API, act or SQL of the site, nor by the owner."""

import json

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import PriceVersion, Product
from eorder.parties.identity.models import Account
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator.demo_city import load_tables
from eorder.simulator.sellers import SHOPS, open_shop
from tests.factories.commands import all_acts

PRICE = "catalogue_priceversion"
KEY = f"(SELECT id FROM {PRICE} LIMIT 1)"
DENIED = {
    "change it": f"UPDATE {PRICE} SET amount = 1",
    "change its day": f"UPDATE {PRICE} SET published_at = now()",
    "change nothing": f"UPDATE {PRICE} SET id = id",
    "remove it": f"DELETE FROM {PRICE}",
    "empty the table": f"TRUNCATE {PRICE}",
    "empty what it hangs on": "TRUNCATE catalogue_product CASCADE",
    "remove its product": "DELETE FROM catalogue_product",
    "overwrite it": f"""INSERT INTO {PRICE} (id, product_id, seq, amount, published_at)
        SELECT id, product_id, seq, 1, now() FROM {PRICE} LIMIT 1
        ON CONFLICT (id) DO UPDATE SET amount = excluded.amount""",
    "merge over it": f"""MERGE INTO {PRICE} p USING (SELECT {KEY} AS id) s ON p.id = s.id
        WHEN MATCHED THEN UPDATE SET amount = 1""",
    "silence its guard": f"ALTER TABLE {PRICE} DISABLE TRIGGER ALL",
    "silence every guard": "SET session_replication_role = replica",
    "drop its guard": f"DROP TRIGGER {PRICE}_append_only ON {PRICE}",
    "put a guard before it": f"""CREATE TRIGGER mine BEFORE INSERT ON {PRICE}
        FOR EACH ROW EXECUTE FUNCTION records_refuse_change()""",
    "rewrite it by rule": f"CREATE RULE mine AS ON SELECT TO {PRICE} DO INSTEAD NOTHING",
    "hide it": f"ALTER TABLE {PRICE} ENABLE ROW LEVEL SECURITY",
    "drop it": f"DROP TABLE {PRICE} CASCADE",
    "rename it": f"ALTER TABLE {PRICE} RENAME TO gone",
    "stand in for it": f"CREATE TEMPORARY TABLE {PRICE} (id uuid)",
    "redefine the refusal": """CREATE OR REPLACE FUNCTION records_refuse_change() RETURNS trigger
        LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'""",
    "become the owner": "SET ROLE eorder_admin",
}


def prices():
    """Every published price, as it stands."""
    return set(
        PriceVersion.objects.values_list("id", "product_id", "seq", "amount", "published_at", "recorded_at")
    )


@pytest.mark.usefixtures("demo_city")
@pytest.mark.parametrize("statement", DENIED.values(), ids=DENIED.keys())
def test_price_when_the_runtime_role_would_touch_it_by_sql_then_refused(statement):
    before = prices()
    assert before
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(refusal.value, ProgrammingError), refusal.value
    assert prices() == before


@pytest.mark.usefixtures("demo_city")
def test_runtime_role_when_asked_for_its_powers_then_it_may_read_and_add_prices_only():
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT ALL ON {PRICE} TO CURRENT_USER")  # gives what it may give away: nothing
        cursor.execute(
            "SELECT has_table_privilege(%s, kind), has_any_column_privilege(%s, 'UPDATE')"
            " FROM unnest(%s::text[]) AS kind",
            [PRICE, PRICE, list(kinds)],
        )
        held = dict(zip(kinds, cursor.fetchall(), strict=True))
        assert {kind for kind, (may, _) in held.items() if may} == {"SELECT", "INSERT"}
        assert not any(may_column for _, may_column in held.values())
        cursor.execute(
            """SELECT rolsuper, rolcreaterole, rolbypassrls, (SELECT count(*) FROM pg_auth_members
                WHERE member = r.oid) FROM pg_roles r WHERE rolname = current_user"""
        )
        assert cursor.fetchone() == (False, False, False, 0)


@pytest.mark.usefixtures("demo_city")
def test_functions_when_they_run_with_the_owner_s_rights_then_none_names_prices_to_write_them():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
                AND has_function_privilege(oid, 'EXECUTE')"""
        )
        found = dict(cursor.fetchall())
    assert "finding_follow_price" in found
    writing = ("update catalogue_price", "delete from catalogue_price", "truncate", "execute ")
    texts = {name: " ".join(text.lower().split()) for name, text in found.items()}
    assert {name for name, text in texts.items() if any(words in text for words in writing)} == set()


@pytest.mark.parametrize(
    "statement", [f"UPDATE {PRICE} SET amount = 1", f"DELETE FROM {PRICE}", f"TRUNCATE {PRICE} CASCADE"]
)
def test_price_when_the_owner_of_the_tables_would_touch_it_then_the_trigger_refuses(owner, statement):
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    load_tables()
    open_shop(government, SHOPS[0], 501)
    before = prices()
    assert before
    with pytest.raises(psycopg.errors.RestrictViolation, match="tidak dapat diubah"):
        owner.execute(statement)
    assert prices() == before


def addresses(patterns, before=""):
    """Every address of the site with the names of its parts."""
    for each in patterns:
        text = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, text)
        elif isinstance(each, URLPattern):
            yield text, each


def path_of(text, product):
    """An address with the product wherever a key is asked for; others get a word."""
    parts = []
    for part in text.lstrip("^").split("<"):
        name, _, rest = part.partition(">")
        kind, _, _key = name.rpartition(":")
        if not parts:
            parts.append(part)
        elif kind.startswith("uuid"):
            parts.append(f"{product}{rest}")
        else:
            parts.append(("1" if kind == "int" else "kata") + rest)
    return "/" + "".join(parts).rstrip("$")


FORM = {
    "price": "1", "amount": "1", "seq": "1", "published_at": "2020-01-01", "reason": "Hapus harga.", "prices": "[]",
    "_method": "DELETE", "id": "1", "per_day": "5",
}  # fmt: skip


@pytest.mark.usefixtures("demo_city")
@pytest.mark.parametrize("who", ["mawar", "sedap", "pp.gbr", "ppk.gbr", "bendahara.gbr", "admin.gbr", ""])
def test_price_when_every_address_is_asked_to_change_or_remove_it_then_it_stays(who):
    product = Product.objects.filter(vendor__name="Dapur Contoh Mawar").earliest("id")
    client, before, answers = Client(raise_request_exception=False), prices(), set()
    if who:
        account = Account.objects.get(email=f"{who}@contoh.example")
        client.force_login(account, backend="eorder.parties.identity.sign_in.EmailOrNrkBackend")
    for text, _pattern in addresses(get_resolver().url_patterns):
        if text.startswith(("keluar", "en/keluar")):
            continue  # it would end the session
        path = path_of(text, product.id)
        command = {"command": str(new_command())}
        headers = {"Idempotency-Key": str(new_command())}
        for method in ("put", "patch", "delete"):
            answer = getattr(client, method)(
                path, json.dumps(FORM), content_type="application/json", headers=headers
            )
            answers.add((method, answer.status_code // 100))
        for data, kind in ((FORM | command, None), (json.dumps(FORM), "application/json")):
            more = {"content_type": kind} if kind else {}
            client.post(path, data, headers=headers, **more)
    assert {code for _, code in answers} == {4}  # nothing is ever put, patched or deleted
    after = prices()
    assert before <= after
    if who != "mawar":  # only its own seller adds one
        assert {row for row in after - before if row[1] == product.id} == set()


def test_acts_when_listed_then_those_on_prices_only_publish():
    named = {name for name in all_acts() if name.startswith(("product.", "price."))}
    publishing = {"product.list", "product.import", "product.change_price"}
    assert named == publishing | {"product.set_capacity", "product.delist"}


@pytest.mark.usefixtures("demo_city")
def test_product_when_delisted_or_repriced_then_its_page_shows_every_price_it_ever_had(client):
    product = Product.objects.filter(vendor__name="Dapur Contoh Mawar").earliest("id")
    seller = Client()
    account = Account.objects.get(email="mawar@contoh.example")
    seller.force_login(account, backend="eorder.parties.identity.sign_in.EmailOrNrkBackend")
    for price in ("77.700", "66.600"):
        seller.post(f"/usaha/produk/{product.id}/harga", {"price": price, "command": str(new_command())})
    seller.post(
        f"/usaha/produk/{product.id}/tarik", {"reason": "Musim lewat.", "command": str(new_command())}
    )
    text = client.get(f"/produk/{product.id}").content.decode()
    shown = [f"{price:,}".replace(",", ".") for price in product.prices.values_list("amount", flat=True)]
    assert len(shown) == 3
    assert all(price in text for price in shown)
    assert "tidak dijual lagi" in text

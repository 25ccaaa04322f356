"""Lay the ground of a crash run, as a program of its own: officers, packages in a few lines, and one seller.

It goes through the acts, in the present year and on the real clock, and writes what clients must know as JSON.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta

CEILING = 10**13
OFFICERS = 4


def lay():
    """Lay it; packages share three budget lines, so that acts meet on them."""
    from eorder.buying.budgets.actions.set_ceiling import set_ceiling
    from eorder.foundation.ids import new_command
    from eorder.parties.actors import load_actor
    from eorder.parties.identity.actor import CLOCK
    from eorder.parties.workunits.actions.set_up_government import set_up_government
    from eorder.simulator import cast
    from eorder.simulator.demo_city import CEILINGS, SUB_ACTIVITIES, load_tables, load_unit

    now = datetime.now(UTC)
    government = set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")
    load_tables()
    people_of = {"pp": [], "ppk": [], "bendahara": []}
    packages = []
    for number in range(OFFICERS):
        code = f"7.01.0.00.0.00.01.{number:04d}"
        given = (f"K{number}", code, f"Kecamatan Contoh {number}", "31.71.01", 1 + 20 * number)
        unit = load_unit(government, *given, year=now.year)
        account = next(iter(CEILINGS.keys() - {"5.1.02.01.01.0052", "5.1.02.01.01.0026"}))
        sub_activity, name = SUB_ACTIVITIES[account]
        line = set_ceiling(
            government_id=government, fiscal_year=now.year, unit_id=unit.id, sub_activity_code=sub_activity,
            sub_activity_name=name, account_id=account, ceiling=CEILING, reason="Uji", by=CLOCK,
            at=now - timedelta(hours=8), command=new_command(),
        )  # fmt: skip
        people = cast.actors(unit.accounts)
        for key, emails in people_of.items():
            emails.append(cast.email_of(key, unit.code))
        packages.append([str(_package(unit, people, line, 10 * number + each, now)) for each in range(2)])
    seller = _seller(government, load_actor)
    people_of["officers"] = people_of.pop("pp")
    return {**people_of, "packages": packages, "password": cast.PASSWORD, **seller}


def _package(unit, people, line, number, now):
    from eorder.buying.packages.actions.import_packages import import_packages
    from eorder.buying.packages.import_rows import PackageRow
    from eorder.buying.packages.queries import find_package_by_rup
    from eorder.foundation.ids import new_command
    from eorder.foundation.tables.report import ImportReport
    from eorder.parties.identity.actor import CLOCK
    from eorder.simulator.purchase import Purchase

    first, last, name = date(now.year, 1, 1), date(now.year, 12, 31), f"Alat tulis {number}"
    row = PackageRow(
        fiscal_year=now.year, agency_code="KOTA-CONTOH", agency_name="Pemerintah Kota Contoh",
        unit_code=unit.unit_code, unit_code_text=unit.unit_code, unit_name=unit.name,
        rup_id=str(58_900_001 + number), name=name, ceiling=CEILING // 10, method_code=9, method="E-Purchasing",
        kind="Barang", is_pdn=True, is_umkm=True, volume="1 paket", description=name, specification=name,
        selection_start_date=first, selection_end_date=last, contract_start_date=first, contract_end_date=last,
        use_start_date=first, use_end_date=last, announced_at=now - timedelta(days=1), source={},
    )  # fmt: skip
    import_packages(
        rows=[(2, row)],
        report=ImportReport("Paket"),
        by=CLOCK,
        at=now - timedelta(hours=7),
        command=new_command(),
    )
    made = find_package_by_rup(58_900_001 + number).id
    Purchase(people, None, made, now - timedelta(hours=6)).dispose(line)
    return made


def _seller(government, load_actor):
    from eorder.foundation.ids import new_command
    from eorder.market.catalogue.actions.list_product import ProductForm, list_product
    from eorder.parties.vendors.models import BankAccount
    from eorder.simulator.sellers import OPENED, SHOPS, open_shop

    shop = open_shop(government, next(each for each in SHOPS if each.key == "pena"), 901)
    form = ProductForm("alat-tulis", "Penggaris", "", "buah", 10_000, 1, 0)
    product = list_product(
        vendor_id=shop.vendor_id, form=form, by=load_actor(shop.account_id), at=OPENED, command=new_command()
    )
    payee = BankAccount.objects.get(vendor_id=shop.vendor_id).id
    return {
        "vendor": str(shop.vendor_id), "seller": "pena@contoh.example", "product": str(product), "payee": str(payee)
    }  # fmt: skip


if __name__ == "__main__":
    from eorder.cli.ready import ready

    ready()
    from django.db import transaction

    with transaction.atomic():
        laid = lay()
    json.dump(laid, sys.stdout)

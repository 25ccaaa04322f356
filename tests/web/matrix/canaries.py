"""Put a canary into every private field of every row, and find them again in whatever leaves the program.

A canary has the form its field asks for: a word, digits, an amount, a day. What is a secret by itself (a digest, a
salt, a key) is its own canary.
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from itertools import count

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

from eorder.records.documents.models import Document
from tests.web.matrix.private_fields import PRIVATE, Reads

DIGITS = {"nib": 13, "npwp": 16, "kbli": 5, "nrk": 6, "number": 11}
SECRETS = frozenset(
    {
        "fingerprint",
        "private_salt",
        "sha256",
        "nik_digest",
        "password",
        "session_key",
        "session_data",
        "digest",
    }
)
"""Fields that are left as they are: what stands in them is unlike anything else."""
SUBJECT = {
    "documents.Document": "subject_id",
    "identity.Account": "id",
    "workunits.Appointment": "unit_id",
    "vendors.Vendor": "id",
    "vendors.TaxStatement": "vendor_id",
    "vendors.BankAccount": "vendor_id",
    "banking.AccountChange": "vendor_id",
    "tokens.Token": "vendor_id",
    "catalogue.ProductSheet": "vendor_id",
    "claims.Claim": "id",
    "joining.Application": "id",
    "joining.Remark": "application_id",
    "curation.Finding": "grading__case_id",
    "curation.Appeal": "case_id",
    "curation.AppealAnswer": "appeal__case_id",
    "packages.Package": "id",
    "packages.Meeting": "package_id",
    "orders.Order": "id",
    "deliveries.Shipment": "order_id",
    "deliveries.ReceiptLine": "receipt__order_id",
    "payments.Verification": "invoice__order_id",
    "payments.Payment": "order_id",
    "payments.TaxProof": "payment__order_id",
}
"""The way from a row to the order, package, business or account that it belongs to."""
STAYS_EMPTY = frozenset({"curation.AppealAnswer.told"})
"""Fields that are empty where another one of the row, which is public, says it instead."""
BY_CAPITAL = """UPDATE vendors_vendor SET capital = yearly_sales, yearly_sales = NULL
    WHERE id = (SELECT id FROM vendors_vendor WHERE yearly_sales IS NOT NULL ORDER BY nib LIMIT 1)"""
"""One business is small by its capital, so that this field holds something too."""
TOLD = """UPDATE banking_accountchange c SET contacts = (
    SELECT jsonb_agg(DISTINCT a.email) FROM vendors_member m JOIN identity_account a ON a.person_id = m.person_id
    WHERE m.vendor_id = c.vendor_id AND m.tie <> 'account_holder' AND a.is_active)"""
TOLD_OF_CLAIM = """UPDATE claims_claim c SET contacts = (
    SELECT jsonb_agg(DISTINCT a.email) FROM vendors_member m JOIN identity_account a ON a.person_id = m.person_id
    WHERE m.vendor_id = c.vendor_id AND m.tie <> 'account_holder' AND a.is_active)"""
"""Whoever is told of a change of account or a claim keeps their address, which holds a canary by then."""
FIRST_DAY = dt.date(1931, 1, 1)
FIGURES, LEAST_FIGURES = re.compile(r"\d"), 5
WORD = re.compile(r"kenari\d{5}")
NUMBER = re.compile(r"(?<![\w-])\d{5,16}(?![\w-])|(?<![\d.])\d{1,3}(?:\.\d{3}){3,}(?![\d.])")
LONG_AGO = r"19(?:3[1-9]|[45]\d)"
DAY = re.compile(rf"{LONG_AGO}-\d\d-\d\d|\d{{1,2}} \w+ {LONG_AGO}")
LONG = re.compile(r"[A-Za-z0-9_]{20,}")
MONTHS = (
    ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
     "Desember"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
    ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)  # fmt: skip


@dataclass(frozen=True)
class Canary:
    """One private value: in which field of which row, and who may read it."""

    field: str
    reads: Reads
    subject: object = None


class Aviary:
    """All canaries by what of them can be seen."""

    def __init__(self):
        self.by_sight = {}
        self.fields = set()
        self.originals = {}
        self._numbers = count(1)
        self._open = set(Document.objects.filter(is_public=True).values_list("id", flat=True))

    def put(self, cursor):
        """Write a canary into each private field of each row."""
        cursor.execute(BY_CAPITAL)
        for label, fields in PRIVATE.items():
            model = apps.get_model(label)
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
            for name, reads in fields.items():
                self._put_in(cursor, model, model._meta.get_field(name), reads)
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
        for table, told in (("banking_accountchange", TOLD), ("claims_claim", TOLD_OF_CLAIM)):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(told)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def _put_in(self, cursor, model, field, reads):
        table, column, key = map(sql.Identifier, (model._meta.db_table, field.column, model._meta.pk.column))
        cursor.execute(sql.SQL("SELECT {}, {} FROM {}").format(key, column, table))
        statement = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s").format(table, column, key)
        label = model._meta.label
        subjects = dict(model.objects.values_list("pk", SUBJECT[label])) if label in SUBJECT else {}
        for row, value in cursor.fetchall():
            if row in self._open or (not value and f"{label}.{field.name}" in STAYS_EMPTY):
                continue
            new = value if field.name in SECRETS else self._form(field, value)
            if new != value:
                cursor.execute(statement, (new, row))
                self._remember(f"{label}.{field.name}", value)
            self.know(Canary(f"{label}.{field.name}", reads, subjects.get(row)), new)

    def _form(self, field, value):
        number = next(self._numbers)
        if isinstance(field, models.DateField | models.IntegerField) or field.name in DIGITS:
            return _figure(field, value, number)
        word = f"kenari{number:05}"
        if isinstance(field, models.EmailField):
            return f"{word}@contoh.example"
        if isinstance(field, models.JSONField) or field.name == "private":
            known = json.loads(value) if isinstance(value, str) else value
            return json.dumps({**known, "kenari": word})
        return word

    def _remember(self, field, value):
        """Keep what stood there when the acts wrote their public words, where it is unlike anything else."""
        if isinstance(value, str) and ("@" in value or len(FIGURES.findall(value)) >= LEAST_FIGURES):
            self.originals[value] = field

    def know(self, canary, value):
        """Remember what can be seen of a value."""
        if value in {None, ""}:
            return
        self.fields.add(canary.field)
        for sight in sights(value):
            self.by_sight[sight] = canary

    def seen_in(self, text):
        """The canaries in a text, with what was seen of each."""
        found = {*WORD.findall(text), *DAY.findall(text), *LONG.findall(text)}
        found |= {each.replace(".", "") for each in NUMBER.findall(text)}
        return {(sight, self.by_sight[sight]) for sight in found if sight in self.by_sight}


def _figure(field, value, number):
    """A day, an amount or digits that nobody would write by chance; nothing where there was nothing."""
    if isinstance(field, models.DateField):
        return FIRST_DAY + dt.timedelta(days=number % (365 * 28))
    if isinstance(field, models.IntegerField):
        return value and 70_707_000_000 + number
    wanted = DIGITS[field.name]
    return value and f"7{number % 10 ** (wanted - 1):0{wanted - 1}}"


def sights(value):
    """What of a value is looked for."""
    if isinstance(value, dt.date):
        day = f"{value.day} {{}} {value.year}"
        return [value.isoformat(), *(day.format(names[value.month - 1]) for names in MONTHS)]
    text = str(value)
    return WORD.findall(text) or LONG.findall(text) or [text]


def plant(owner_url, name):
    """Plant all in a database that was filled by the acts."""
    aviary = Aviary()
    with (
        psycopg.connect(owner_url, dbname=name, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        aviary.put(cursor)
    return aviary

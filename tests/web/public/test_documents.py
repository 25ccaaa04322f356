"""Documents: public ones for everybody, the others for the parties, never run by a browser."""

import pytest
from django.test import Client

from eorder.buying.orders.models import Order
from eorder.records.documents.models import Document
from eorder.records.documents.queries import documents_of

pytestmark = pytest.mark.usefixtures("demo_city")


def public_document():
    return Document.objects.filter(is_public=True).first()


def private_document(kind):
    """A private file of an order of the first unit, or of the meeting it is for."""
    order = Order.objects.filter(number__startswith="GBR", state="closed").get()
    found = documents_of([order.id, order.meeting_id], only_public=False)
    return next(each["id"] for each in found if each["kind"] == kind and not each["is_public"]), order


def test_document_when_public_is_sent_as_a_harmless_download(client):
    answer = client.get(f"/dokumen/{public_document().id}")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")


@pytest.mark.parametrize("kind", ["payment_proof", "attendance"])
def test_document_when_private_is_there_for_the_unit_only(sign_in, kind):
    key, _order = private_document(kind)

    assert sign_in("ppk.gbr@contoh.example").get(f"/dokumen/{key}").status_code == 200
    assert sign_in("auditor.dpc@contoh.example").get(f"/dokumen/{key}").status_code == 200
    assert sign_in("ppk.dpc@contoh.example").get(f"/dokumen/{key}").status_code == 404
    assert sign_in("kertas@contoh.example").get(f"/dokumen/{key}").status_code == 404
    assert Client().get(f"/dokumen/{key}").status_code == 404


def test_document_of_an_order_is_there_for_its_seller(sign_in):
    key, _order = private_document("payment_proof")

    answer = sign_in("mawar@contoh.example").get(f"/dokumen/{key}")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_document_when_unknown_gives_404(client):
    assert client.get("/dokumen/00000000-0000-7000-8000-000000000000").status_code == 404

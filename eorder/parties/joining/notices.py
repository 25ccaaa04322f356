"""Letters about an application: the code, what waits for a curator, and what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from eorder.parties.identity.letters import send_letter
from eorder.parties.identity.models import Account
from eorder.parties.joining.contact_code import code_of
from eorder.parties.joining.models import Application, ContactProof
from eorder.parties.joining.queries import remarks_on
from eorder.parties.joining.states import LABELS, ApplicationState
from eorder.parties.readers import curators_of

PAGE = "/gabung"


def send_code(event: dict[str, Any]) -> None:
    """Send the code to the address that asked; one that has an account is told so instead, and gets none."""
    proof = ContactProof.objects.filter(id=event["subject_id"], proved_at__isnull=True).first()
    if proof is None or event["name"] != "contact.asked":
        return
    if Account.objects.filter(email=proof.email).exists():
        what = "Alamat ini sudah punya akun. Masuk dengan kata sandi Anda, lalu buka halaman Gabung."
        link = f"{settings.EORDER_PUBLIC_URL}{PAGE}"
    else:
        code = code_of(proof.id)
        what = (
            f"Kode Anda: {code[:4]}-{code[4:]}, berlaku satu jam. Bila bukan Anda yang meminta, biarkan saja."
        )
        link = f"{settings.EORDER_PUBLIC_URL}{PAGE}/kode?surat={proof.id}&kode={code}"
    send_letter(event["id"], "e-Order: kode untuk bergabung", [proof.email], {"what": what, "link": link})


def tell_next(event: dict[str, Any]) -> None:
    """Write to the curators when an application was sent, and to the applicant when it was checked."""
    application = Application.objects.select_related("account").filter(id=event["subject_id"]).first()
    if application is None or event["public"].get("state") != application.state:
        return
    if application.state == ApplicationState.APPLIED:
        readers = curators_of(application.government_id, event["at"])
        what, path = "Periksa pendaftaran usaha ini.", f"/kerja/pendaftaran/{application.id}"
    else:
        readers, (what, path) = [application.account.email], (_answer(application), PAGE)
    send_letter(
        event["id"],
        f"e-Order pendaftaran usaha: {LABELS[ApplicationState(application.state)]}",
        readers,
        {"what": what, "due_at": application.due_at, "link": f"{settings.EORDER_PUBLIC_URL}{path}"},
    )


def _answer(application: Application) -> str:
    if application.state == ApplicationState.CHECKED:
        return "Pendaftaran Anda diterima. Sekarang daftarkan produk pertama Anda untuk dikurasi."
    remark = remarks_on(application.id)[0]
    return (
        f"Pendaftaran Anda perlu diperbaiki. Yang ditemukan: {remark['evidence']} "
        f"Yang perlu dilakukan: {remark['remedy']}"
    )

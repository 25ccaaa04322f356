"""For each address a record that stands where the act is due, the moment, and a form that would go through.

So a refusal in the matrix is about who asks, never about what was typed or when.
"""

from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.models import Meeting, Package
from eorder.buying.packages.states import PackageState
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.check_sheet import check_sheet
from eorder.parties.tokens.actions.issue_token import issue_token
from eorder.parties.vendors.models import BankAccount
from eorder.records.documents.models import Document
from eorder.records.journal.models import Release
from eorder.simulator.samples import sample_pdf, sample_photo
from eorder.web.access_table import Kind
from tests.factories.cast import PASSWORD, at
from tests.factories.photos import plain_photo, shown_photo
from tests.factories.purchases import STATIONERY, open_package, order_in
from tests.factories.sheets import sheet_of_one
from tests.web.matrix.account_scenes import of_accounts
from tests.web.matrix.curation_scenes import of_curation
from tests.web.matrix.joining_scenes import of_joining
from tests.web.matrix.sanction_scenes import of_sanctions
from tests.web.matrix.scene import Record, Scene

S, P = OrderState, PackageState
WHY = "Alasan yang dapat dibaca umum."
FILE_NAME = "nama~berkas~milik~orang.pdf"
"""What the sender called the file; nobody ever reads it again."""


def order_record(order_id):
    order = Order.objects.select_related("package__officer_appointment").get(id=order_id)
    named = {"pejabat_pengadaan": order.package.officer_id}
    return Record(order.unit_id, order.government_id, order.vendor_id, named)


def package_record(package_id):
    package = Package.objects.select_related("ppk_appointment", "officer_appointment").get(id=package_id)
    named = {"ppk": package.ppk_id, "pejabat_pengadaan": package.officer_id}
    return Record(package.unit_id, package.government_id, named=named)


def upload(sample, text):
    given = sample(text)
    kind = "image/png" if given.content.startswith(b"\x89PNG") else "application/pdf"
    return SimpleUploadedFile(FILE_NAME, given.content, kind)


def all_scenes(city):
    """Walk every record to where its scene begins."""
    mirror = _mirror(city)
    return [
        *_of_packages(city),
        *_of_orders(city),
        *_of_meetings(city),
        *_of_sellers(city),
        *_of_twin_unit(mirror),
        *_of_suspended_seller(city),
        *of_joining(city),
        *of_sanctions(city, order_record, (sample_pdf, "keputusan matriks")),
        *of_curation(city),
        *of_accounts(city),
        *_of_public_pages(city),
    ]


def _mirror(city):
    """The city seen from the other unit, where everybody else is a stranger."""
    return replace(city, unit=city.other_unit, other_unit=city.unit, people=city.twins, twins=city.people)


def _of_packages(city):
    ppk, officer = (city.people[key].hats[0].appointment_id for key in ("ppk", "pp"))
    reason = {"reason": WHY}
    prepared = {"budget_line": city.unit.lines[STATIONERY], "kak": (sample_pdf, "KAK matriks")}
    meeting = {
        "title": "Rapat matriks", "day": "2026-08-20", "starts": "09:00", "ends": "12:00", "place": "Aula",
        "insiders": 5, "outsiders": 20, "participants_from": "RW", "invitation_number": "UND-M",
        "invitation": (sample_pdf, "undangan matriks"),
    }  # fmt: skip
    acts = [
        ("dispose_to_ppk", P.IMPORTED, {"person": ppk}, None),
        ("withdraw_package", P.IMPORTED, reason, None),
        ("prepare_package", P.WITH_PPK, prepared, None),
        ("return_package", P.WITH_PPK, reason, frozenset({"ppk"})),
        ("return_package", P.WITH_OFFICER, reason, frozenset({"pejabat_pengadaan"})),
        ("dispose_to_officer", P.PREPARED, {"person": officer}, None),
        ("take_up_package", P.WITH_OFFICER, {}, None),
        ("recall_package", P.WITH_PPK, reason, None),
        ("finish_package", P.ACTIVE, {}, None),
        ("record_meeting", P.ACTIVE, meeting, None),
        ("package", P.ACTIVE, {}, None),
        ("choose_product", P.ACTIVE, {}, None),
    ]
    packages = {state: open_package(city, state, account=STATIONERY).package_id for _, state, _, _ in acts}
    for name, state, form, sends in acts:
        key = packages[state]
        yield Scene(name, {"package_id": key}, at(10), package_record(key), form, sends, state.value)
    yield from _of_placing(city, packages[P.ACTIVE])


def _of_placing(city, package_id):
    shop = city.sellers["goods"]
    product = next(iter(shop.products.values()))
    form = {
        "tanggal": "2026-08-13", "dari": "11:00", "sampai": "11:30", f"jumlah-{product}": "1", "alasan": WHY,
        "putusan": "kirim",
    }  # fmt: skip
    asked = {
        "package_id": str(package_id), "vendor_id": str(shop.id), "reason": WHY,
        "lines": [{"product_id": str(product), "quantity": 1_000}],
        "window_start": at(13, "11.00").isoformat(), "window_end": at(13, "11.30").isoformat(),
    }  # fmt: skip
    record = package_record(package_id)
    yield Scene("place_order", {"package_id": package_id, "vendor_id": shop.id}, at(10), record, form)
    yield Scene("create_order", {}, at(10), record, asked)


def _of_orders(city):
    counts = {"accepted_1": "20", "accepted_2": "20"}
    account = BankAccount.objects.get(vendor_id=city.sellers["A"].id).id
    pay = {
        "account": account, "provider": "Bank Contoh", "reference": "TRX-M1", "proof": (sample_pdf, "bayar matriks")
    }  # fmt: skip
    proof = {"receipt_number": "NTPN00000000M001", "proof": (sample_pdf, "setor matriks")}
    acts = [
        ("accept_order", S.PLACED, {}),
        ("refuse_order", S.PLACED, {"reason": WHY}),
        ("cancel_order", S.PLACED, {"reason": WHY}),
        ("ship_order", S.ACCEPTED, {"note": "Pintu depan."}),
        ("receive_order", S.SHIPPED, {**counts, "photo": (sample_photo, "matriks")}),
        ("hand_over_order", S.RECEIVED, {}),
        ("invoice_order", S.HANDED_OVER, {}),
        ("verify_invoice", S.INVOICED, {}),
        ("pay_order", S.VERIFIED, pay),
        ("close_order", S.PAID, {}),
        ("order", S.CLOSED, {}),
        ("read_order", S.CLOSED, {}),
    ]
    walks = {state: order_in(state, city) for state in dict.fromkeys(state for _, state, _ in acts)}
    walks["tax"] = order_in(S.PAID, city, "C")
    walks["spoilt"] = order_in(S.RECEIVED, city, rejected=True)
    acts += [("prove_tax", "tax", proof), ("reject_delivery", "spoilt", {"reason": WHY})]
    for name, state, form in acts:
        walk = walks[state]
        moment = max(walk.at, at(10, "13.20"))
        yield Scene(name, {"order_id": walk.order}, moment, order_record(walk.order), form)
    yield _changing(walks[S.PLACED])


def _changing(walk):
    order = Order.objects.get(id=walk.order)
    amounts = {f"quantity_{product}": "20" for product, _ in walk.quantities}
    window = {
        "start_date": "2026-08-13", "start_time": "11:00", "end_date": "2026-08-13", "end_time": "11:40"
    }  # fmt: skip
    form = {**amounts, **window, "reason": WHY, "version": order.version, "expected": order.total}
    return Scene("change_order", {"order_id": walk.order}, at(10, "10.05"), order_record(walk.order), form)


def _of_meetings(city):
    walk = order_in(S.HANDED_OVER, city)
    meeting = Meeting.objects.get(id=walk.meeting_id)
    form = {"attended": 20, "note": "", "signed_list": (sample_pdf, "hadir matriks")}
    yield Scene(
        "record_attendance",
        {"meeting_id": meeting.id},
        at(13, "12.30"),
        package_record(meeting.package_id),
        form,
    )


def _of_sellers(city):
    seller = city.sellers["A"]
    record, product = Record(vendor=seller.id), {"product_id": next(iter(seller.products.values()))}
    listed = {
        "category": "katering-rapat", "name": "Lontong matriks", "description": "", "unit": "kotak", "price": 9_000,
        "minimum": 1, "lead_days": 1,
    }  # fmt: skip
    yield Scene("change_price", product, at(10), record, {"price": 43_000})
    yield Scene("set_capacity", product, at(10), record, {"per_day": 400})
    yield Scene("delist_product", product, at(10), record, {"reason": WHY})
    yield Scene("product_photos", product, at(10), record, {"photo": (plain_photo, "teal"), "alt": "Depan"})
    yield Scene("list_product", {}, at(10), Record(is_own=True), listed)
    check_sheet(
        vendor_id=seller.id,
        upload=sheet_of_one("Arem-arem matriks"),
        by=seller.actor,
        at=at(9),
        command=new_command(),
    )
    yield Scene("my_business", {}, at(10), Record(is_own=True))
    yield Scene("product_sheet", {}, at(10), Record(is_own=True))
    yield Scene(
        "import_products", {}, at(10), Record(is_own=True), {"sheet": (sheet_of_one, "Ketupat matriks")}
    )
    yield from _of_sellers_systems(seller, record, product)
    unit = Record(city.unit.id, city.government)
    form = {"unit": city.unit.id, "label": "Gudang matriks", "street": "Jalan Contoh 9"}
    own = {"present": PASSWORD, "wanted": "tujuh sepeda di atap", "again": "tujuh sepeda di atap"}
    yield Scene("change_password", {}, at(10), Record(is_own=True), own)
    yield Scene("addresses", {}, at(10), unit, form)
    yield from (
        Scene(name, {}, at(10)) for name in ("inbox", "orders", "packages", "my_products", "home", "access")
    )


def _of_sellers_systems(seller, record, product):
    yield Scene("read_product", product, at(10), record)
    asked = {"category": "katering-rapat", "name": "Lontong API", "unit": "kotak", "price": 9_000}
    for name in ("read_products", "create_product"):  # one address
        yield Scene(name, {}, at(10), Record(is_own=True), asked)
    yield Scene("create_price", product, at(10), record, {"price": 43_000})
    yield Scene("create_capacity", product, at(10), record, {"per_day": 90})
    yield Scene("create_delisting", product, at(10), record, {"reason": WHY})
    asked = {"name": "Kasir matriks", "scopes": "products:read", "days": 30}
    yield Scene("tokens", {}, at(10), Record(is_own=True), asked)
    made = issue_token(
        vendor_id=seller.id, name="Kasir", scopes=["products:read"], days=30, by=seller.actor, at=at(9),
        command=new_command(),
    )  # fmt: skip
    yield Scene("revoke_token", {"token_id": made}, at(10), record)


def _of_twin_unit(mirror):
    walk = order_in(S.ACCEPTED, mirror)
    for name in ("order", "read_order", "ship_order", "cancel_order"):
        form = {"reason": WHY} if name == "cancel_order" else {}
        yield Scene(
            name,
            {"order_id": walk.order},
            at(10, "13.20"),
            order_record(walk.order),
            form,
            label="twin",
        )
    key = {"package_id": walk.package_id}
    yield Scene("package", key, at(10), package_record(walk.package_id), label="twin")
    form = {"reason": WHY}
    yield Scene("recall_package", key, at(10), package_record(walk.package_id), form, label="twin")


def _of_suspended_seller(city):
    """Orders and products of a business that is suspended afterwards, while its order is on the way."""
    walk = order_in(S.ACCEPTED, city, "D")
    seller = city.sellers["D"]
    for name in ("order", "read_order", "ship_order"):
        yield Scene(
            name,
            {"order_id": walk.order},
            at(10, "13.20"),
            order_record(walk.order),
            label="suspended",
        )
    product = {"product_id": next(iter(seller.products.values()))}
    yield Scene(
        "delist_product", product, at(10), Record(vendor=seller.id), {"reason": WHY}, label="suspended"
    )


def _of_public_pages(city):
    walk = order_in(S.CLOSED, city, "C")
    order = Order.objects.select_related("package").get(id=walk.order)
    release = Release.objects.filter(event__subject_id=order.id).latest("date")
    product = next(iter(city.sellers["A"].products.values()))
    keys = {
        "photo": {"digest": shown_photo(product, city.sellers["A"].actor)},
        "purchase": {"number": order.number},
        "package_public": {"rup_id": order.package.rup_id},
        "product": {"product_id": product},
        "category": {"code": "katering-rapat"},
        "paper": {"number": order.number, "kind": "kuitansi"},
        "ocds_record": {"ocid": release.ocid},
        "ocds_release": {"release_id": release.release_id},
    }
    plain = (
        "purchases", "catalogue", "turns", "turns_of", "compare", "categories", "open_data", "ocds_description",
        "ocds_releases", "app_manifest", "offline_script", "api-root", "openapi-json", "components", "sign_in",
        "sign_out",
    )  # fmt: skip
    yield from (Scene(name, keys.get(name, {}), at(20)) for name in (*keys, *plain))
    yield from _of_documents(order)


def _of_documents(order):
    """One document of every kind that the purchase left behind."""
    of_package = {order.package_id, order.meeting_id}
    found = Document.objects.filter(subject_id__in={order.id, *of_package}).order_by("kind", "id")
    for document in {each.kind: each for each in found}.values():
        follows = Kind.PACKAGE if document.subject_id in of_package else Kind.ORDER
        record = replace(order_record(order.id), follows=None if document.is_public else follows)
        yield Scene("document", {"document_id": document.id}, at(20), record, label=document.kind)

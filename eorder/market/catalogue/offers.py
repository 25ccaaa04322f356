"""What the rows of a sheet offer, and what each means: a new product, another price, the same again, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import new_id
from eorder.foundation.sorting import sort_key
from eorder.foundation.tables.errors import Problem, RowError
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue import rules
from eorder.market.catalogue.actions.list_product import ProductForm, answers_of, product_of
from eorder.market.catalogue.import_rows import ProductRow
from eorder.market.catalogue.models import Category, PriceVersion, Product, ProductState
from eorder.market.templates.answers import FIELD
from eorder.market.templates.template import Template, of_body
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor

_COLUMNS = {
    "category": "kategori",
    "name": "nama",
    "unit": "satuan",
    "price": "harga",
    "minimum": "minimum",
    "lead_days": "hari",
    "description": "keterangan",
}
"""Columns of the sheet by field of the form."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one row offers: whose it is, the product, and its answers to the template as typed, by key."""

    vendor_id: UUID
    form: ProductForm
    answers: Mapping[str, str] = field(default_factory=dict)


def offers_of(vendor_id: UUID, rows: Iterable[tuple[int, ProductRow]]) -> Iterator[tuple[int, Offer]]:
    """Make the rows of one business's sheet into offers, as they come."""
    for number, row in rows:
        form = ProductForm(
            row.category_code, row.name, row.description, row.unit, row.price, row.minimum, row.lead_days
        )
        yield number, Offer(vendor_id, form, row.answers)


@dataclass(frozen=True, slots=True)
class Known:
    """A product that its seller lists already, with the version of its price."""

    product: Product
    seq: int
    price: int


@dataclass(slots=True)
class Desk:
    """Looks at each row as listing one product does; knows categories, and of each business what it lists.

    Attributes:
        names: Of each business, the product that has a name, by a hash of the name; none where this import lists it.
    """

    by: Actor
    categories: dict[str, Category]
    templates: dict[str, Template] = field(default_factory=dict)
    vendors: dict[UUID, Vendor] = field(default_factory=dict)
    names: dict[UUID, dict[int, UUID | None]] = field(default_factory=dict)

    def meet(self, vendor_ids: set[UUID]) -> None:
        """Load the businesses of a batch that are new; 2 statements, none when all are known."""
        new = vendor_ids - self.vendors.keys()
        for vendor_id in new:
            rules.may_list(self.by, vendor_id).require()
        if new:
            self.vendors |= Vendor.objects.in_bulk(new)
            if new - self.vendors.keys():
                raise NotFoundError("Penjual ini tidak ada.")
            self.names |= {vendor_id: {} for vendor_id in new}
            listed = Product.objects.filter(vendor_id__in=new, state=ProductState.LISTED)
            for vendor_id, key, product_id in listed.values_list("vendor_id", "sort_key", "id").iterator():
                self.names[vendor_id][hash(key)] = product_id

    def sound(
        self, batch: list[tuple[int, Offer]], report: ImportReport
    ) -> tuple[list[tuple[Product, int]], list[tuple[Known, int]]]:
        """Give the products of sound rows with their prices, and the known ones whose price is another.

        Rows that are not sound go into the report. At most 2 statements.
        """
        known = _known(filter(None, (self._named(offer) for _, offer in batch)))
        listed, priced = [], []
        for number, offer in batch:
            try:
                product = self._product(offer)
                there = known.get(self._take(offer) or product.id)
                if there is not None:
                    _require_same(there.product, product)
            except InvalidFormError as error:
                report.refuse(number, _refusal(error.problems, offer))
                continue
            if there is None:
                listed.append((product, offer.form.price))
            elif there.price != offer.form.price:
                priced.append((there, offer.form.price))
            else:
                report.unchanged += 1
        return listed, priced

    def _named(self, offer: Offer) -> UUID | None:
        return self.names[offer.vendor_id].get(hash(_name_key(offer)))

    def _take(self, offer: Offer) -> UUID | None:
        """Let a row have its name, once: the product that has it already, or none for a new one.

        Raises:
            InvalidFormError: Another row of this import has it.
        """
        names, key = self.names[offer.vendor_id], hash(_name_key(offer))
        if key in names and names[key] is None:
            raise InvalidFormError({"name": "Nama ini sudah ada pada baris lain. Sisakan satu barisnya."})
        there = names.get(key)
        names[key] = None
        return there

    def _product(self, offer: Offer) -> Product:
        form, category = offer.form, self.categories.get(offer.form.category_code)
        problems = form.problems()
        if category is None:
            problems["category"] = "Kategori ini tidak ada. Pakai kode dari daftar kategori."
        if problems or category is None:
            raise InvalidFormError(problems)
        answers = answers_of(self._template(category), form, offer.answers)
        return product_of(form, new_id(), self.vendors[offer.vendor_id], category, answers)

    def _template(self, category: Category) -> Template | None:
        """Give a category's template, made of its body once."""
        if category.template is None:
            return None
        if category.code not in self.templates:
            self.templates[category.code] = of_body(category.template.body)
        return self.templates[category.code]


def _name_key(offer: Offer) -> str:
    return sort_key(offer.form.name.strip())


def _known(product_ids: Iterable[UUID]) -> dict[UUID, Known]:
    """Load products that are listed already, locked in one order, with their prices; 2 statements, or none."""
    wanted = set(product_ids)
    if not wanted:
        return {}
    listed = Product.objects.select_for_update().filter(id__in=wanted, state=ProductState.LISTED)
    products = {each.id: each for each in listed.order_by("id")}
    latest = PriceVersion.objects.filter(product_id__in=products).order_by("product_id", "-seq")
    return {
        each.product_id: Known(products[each.product_id], each.seq, each.amount)
        for each in latest.distinct("product_id")
    }


_FIXED = {
    "category_id": "category",
    "unit": "unit",
    "minimum": "minimum",
    "lead_days": "lead_days",
    "description": "description",
}
"""What of a product a sheet cannot change, and the field of the form that says it."""


def _require_same(there: Product, offered: Product) -> None:
    """Refuse a row that says something else of a product than its seller said when listing it.

    Raises:
        InvalidFormError: With each field that differs.
    """
    differing = {form: str(getattr(there, name)) for name, form in _FIXED.items()
                 if getattr(there, name) != getattr(offered, name)}  # fmt: skip
    asked = there.attributes.keys() | offered.attributes.keys()
    differing |= {
        f"{FIELD}{key}": str(there.attributes.get(key, "kosong"))
        for key in asked
        if there.attributes.get(key) != offered.attributes.get(key)
    }
    if differing:
        raise InvalidFormError(
            {
                name: f"Produk ini dijual dengan isi “{said or 'kosong'}”. Lembar hanya mengubah harga; untuk yang "
                "lain, tarik produk ini lalu jual yang baru."
                for name, said in differing.items()
            }
        )


def _refusal(problems: Mapping[str, str], offer: Offer) -> RowError:
    """Name the column of each problem; what stands in it is shown beside the sentence."""
    found = []
    for name, sentence in problems.items():
        column = _COLUMNS.get(name, name.removeprefix(FIELD))
        value = offer.answers.get(column, "") if name.startswith(FIELD) else _typed(offer.form, name)
        found.append(Problem(column, value, "product_refused", f"Kolom '{column}': {sentence}"))
    return RowError(found)


def _typed(form: ProductForm, name: str) -> str:
    return str(getattr(form, "category_code" if name == "category" else name, ""))

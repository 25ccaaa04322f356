"""Let a category follow a published version of its template; repeatable."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import Category, TaxNature
from eorder.market.templates.models import TemplateVersion
from eorder.market.templates.template import of_body


@transaction.atomic
def follow_template(*, version_id: UUID) -> str:
    """Make the category of a template or let it follow this version; products listed before keep theirs.

    A category that follows a later version already stays with that one, whichever of two publishers ends last.

    Returns:
        The category's code.

    Raises:
        NotFoundError: No such version was published.
    """
    version = TemplateVersion.objects.filter(id=version_id).first()
    if version is None:
        raise NotFoundError("Templat kategori ini belum terbit.")
    template = of_body(version.body)
    held = (
        Category.objects.select_for_update(of=("self",)).select_related("template").filter(code=version.code)
    )
    if (known := held.first()) and known.template and known.template.version > version.version:
        return known.code
    Category.objects.update_or_create(
        code=template.code,
        defaults={
            "name": template.name,
            "tax_nature": TaxNature(template.tax_nature.value),
            "account_codes": list(template.accounts),
            "template": version,
        },
    )
    return template.code

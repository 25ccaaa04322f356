"""A column that rows are listed by: the sort key of another column, written whenever the row is."""

from __future__ import annotations

from typing import Any

from django.db import models

from eorder.foundation.sorting import sort_key


class SortKeyField(models.TextField):  # type: ignore[type-arg]  # Django's fields take no type parameters at run time
    """Holds the sort key of a text column of the same row, compared code point by code point.

    Every way of writing whole rows passes here, so no act can forget it; a set's `update` does not.
    """

    def __init__(self, of: str = "name", **options: Any) -> None:
        self.of = of
        super().__init__(**{"db_collation": "C", "editable": False, **options})

    def deconstruct(self) -> Any:
        """Tell migrations which column it follows."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's signature
        """Write the key of what the other column holds now."""
        key = sort_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key

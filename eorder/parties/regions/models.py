"""Region codes and names of Kemendagri (Kepmendagri 300.2.2-2430/2025), from province to village."""

from __future__ import annotations

from django.db import models

from eorder.parties.regions.lengths import REGION_NAME


class Region(models.Model):
    """One region by its dotted code 2.2.2.4: `31.71.01` is Gambir (BPS numbers Jakarta otherwise)."""

    PUBLIC_FIELDS = ("code", "name", "level")
    changed_by_acts = ("name",)

    code = models.CharField(primary_key=True, max_length=13, db_collation="C")
    name = models.CharField(max_length=REGION_NAME)
    level = models.PositiveSmallIntegerField(help_text="1 province, 2 regency or city, 3 district, 4 village")

"""The index of what can be ordered now, and the words that sellers use; triggers write both, nobody else may."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from eorder.market.catalogue.models import Category, Product
from eorder.parties.regions.models import Region
from eorder.parties.vendors.models import Vendor


class Listing(models.Model):
    """What is looked at to find one orderable product; `finding_expected` says what it must hold.

    The grade is the latest of curation. Halal is what its seller states to have a certificate for and a curator
    judged.
    """

    written_by_triggers = True

    product = models.OneToOneField(Product, primary_key=True, on_delete=models.PROTECT, related_name="+")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", db_index=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    scale = models.CharField(max_length=8)
    price = models.BigIntegerField(help_text="whole rupiah per unit, before PPN")
    minimum = models.PositiveIntegerField()
    lead_days = models.PositiveSmallIntegerField()
    ring_group = models.PositiveSmallIntegerField(help_text="the seller's group in the fair order, from 0")
    grade = models.CharField(max_length=1, blank=True, default="")
    graded_to = models.DateTimeField(null=True, help_text="moment at which the grade is over, exclusive")
    is_halal = models.BooleanField(default=False)
    words = SearchVectorField(help_text="stems of the texts, and tags such as k:category")

    class Meta:
        indexes = [
            GinIndex("words", name="listing_words", fastupdate=False),
            models.Index("price", "product", name="listing_by_price"),
        ]


class Word(models.Model):
    """A word of a product's or category's name, with its stem; only added, as guesses for words nobody uses.

    Two acts at once may add the same word twice: to refuse that, one would have to wait for the end of the other.
    """

    written_by_triggers = True

    word = models.CharField(max_length=40, db_collation="C")
    stem = models.CharField(max_length=40, db_collation="C")

    class Meta:
        indexes = [
            models.Index("word", name="word_by_word"),
            models.Index("stem", name="word_by_stem"),
            GistIndex(fields=["word"], opclasses=["gist_trgm_ops"], name="word_alike"),
        ]

"""Longest texts of a region in characters, inclusive: of its columns and of the rows that are imported."""

REGION_NAME = 120

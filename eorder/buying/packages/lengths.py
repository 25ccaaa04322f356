"""Longest texts of a package in characters, inclusive: of its columns and of the rows that are imported."""

METHOD = 60
KIND = 60
PACKAGE_NAME = 500  # the column has no limit; SIRUP's longest name in 2025 had 378

"""Longest texts of governments and units in characters, inclusive: of their columns and of imported rows."""

GOVERNMENT_CODE = 20
GOVERNMENT_NAME = 160
UNIT_CODE = 40
UNIT_SHORT_CODE = 12
UNIT_NAME = 200

"""Longest texts of budgets in characters, inclusive: of their columns and of the rows that are imported."""

ACCOUNT_CODE = 20
ACCOUNT_NAME = 200
SUB_ACTIVITY_CODE = 24
SUB_ACTIVITY_NAME = 200

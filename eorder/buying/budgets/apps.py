"""Django's registration of the app."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """The app `eorder.buying.budgets`."""

    name = "eorder.buying.budgets"
    label = "budgets"
    default_auto_field = "django.db.models.BigAutoField"

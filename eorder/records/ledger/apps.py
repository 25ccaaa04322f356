"""Django's registration of the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The app `eorder.records.ledger`."""

    name = "eorder.records.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

"""Django's registration of the app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app `eorder.records.journal`."""

    name = "eorder.records.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

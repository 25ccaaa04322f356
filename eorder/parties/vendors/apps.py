"""Django's registration of the app."""

from django.apps import AppConfig


class VendorsConfig(AppConfig):
    """The app `eorder.parties.vendors`."""

    name = "eorder.parties.vendors"
    label = "vendors"
    default_auto_field = "django.db.models.BigAutoField"

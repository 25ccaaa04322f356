"""Django's registration of the app."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """The app `eorder.market.finding`."""

    name = "eorder.market.finding"
    label = "finding"
    default_auto_field = "django.db.models.BigAutoField"

"""Django's registration of the app."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """The app `eorder.parties.regions`."""

    name = "eorder.parties.regions"
    label = "regions"
    default_auto_field = "django.db.models.BigAutoField"

"""Django's registration of the app."""

from django.apps import AppConfig


class WorkunitsConfig(AppConfig):
    """The app `eorder.parties.workunits`."""

    name = "eorder.parties.workunits"
    label = "workunits"
    default_auto_field = "django.db.models.BigAutoField"

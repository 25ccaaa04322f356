"""Django's registration of the app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The app `eorder.parties.identity`."""

    name = "eorder.parties.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

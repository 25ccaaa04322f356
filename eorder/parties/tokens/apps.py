"""Django's registration of the app."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """The app `eorder.parties.tokens`."""

    name = "eorder.parties.tokens"
    label = "tokens"
    default_auto_field = "django.db.models.BigAutoField"

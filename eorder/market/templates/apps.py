"""Django's registration of the app."""

from django.apps import AppConfig


class TemplatesConfig(AppConfig):
    """The app `eorder.market.templates`."""

    name = "eorder.market.templates"
    label = "templates"
    default_auto_field = "django.db.models.BigAutoField"

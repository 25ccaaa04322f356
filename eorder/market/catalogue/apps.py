"""Django's registration of the app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app `eorder.market.catalogue`."""

    name = "eorder.market.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

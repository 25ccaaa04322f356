"""Django's registration of the app."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """The app `eorder.buying.deliveries`."""

    name = "eorder.buying.deliveries"
    label = "deliveries"
    default_auto_field = "django.db.models.BigAutoField"

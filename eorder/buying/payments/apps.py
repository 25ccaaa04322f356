"""Django's registration of the app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The app `eorder.buying.payments`."""

    name = "eorder.buying.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

"""Django's registration of the app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """The app `eorder.buying.orders`."""

    name = "eorder.buying.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.buying.orders.subscriptions import start

        start()

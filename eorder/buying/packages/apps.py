"""Django's registration of the app."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    """The app `eorder.buying.packages`."""

    name = "eorder.buying.packages"
    label = "packages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.buying.packages.subscriptions import start

        start()

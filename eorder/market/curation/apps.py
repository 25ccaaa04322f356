"""Django's registration of the app."""

from django.apps import AppConfig


class CurationConfig(AppConfig):
    """The app `eorder.market.curation`."""

    name = "eorder.market.curation"
    label = "curation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.market.curation.subscriptions import start

        start()

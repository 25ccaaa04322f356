"""Django's registration of the app."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """The app `eorder.parties.sanctions`."""

    name = "eorder.parties.sanctions"
    label = "sanctions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.parties.sanctions.subscriptions import start

        start()

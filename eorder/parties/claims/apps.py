"""Django's registration of the app."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The app `eorder.parties.claims`."""

    name = "eorder.parties.claims"
    label = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.parties.claims.subscriptions import start

        start()

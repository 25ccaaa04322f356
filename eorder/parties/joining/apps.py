"""Django's registration of the app."""

from django.apps import AppConfig


class JoiningConfig(AppConfig):
    """The app `eorder.parties.joining`."""

    name = "eorder.parties.joining"
    label = "joining"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.parties.joining.subscriptions import start

        start()

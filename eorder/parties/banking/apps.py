"""Django's registration of the app."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    """The app `eorder.parties.banking`."""

    name = "eorder.parties.banking"
    label = "banking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.parties.banking.subscriptions import start

        start()

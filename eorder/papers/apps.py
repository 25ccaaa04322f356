"""Django's registration of the app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The app `eorder.papers`."""

    name = "eorder.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Start hearing of events."""
        from eorder.papers.subscriptions import start

        start()

"""Django's registration of the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app `eorder.records.documents`."""

    name = "eorder.records.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

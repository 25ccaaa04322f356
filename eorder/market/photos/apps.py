"""Django's registration of the app."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """The app `eorder.market.photos`."""

    name = "eorder.market.photos"
    label = "photos"
    default_auto_field = "django.db.models.BigAutoField"

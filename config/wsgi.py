"""What the web server calls; each of its processes counts as a user of the database and checks what it serves."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application
from django.db import connections

from config import checks, database
from config.this_machine import Application, for_this_machine
from eorder.foundation.errors import ConfigurationError


def checked_application() -> Application:
    """Give Django's application, if the installation is fit to serve."""
    made: Application = get_wsgi_application()
    environment = database.environment()
    try:
        checks.require_fit(environment)
    except ConfigurationError as error:
        sys.exit(error.sentence)
    connections.close_all()
    return for_this_machine(made) if environment.is_local else made


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
database.start()
application = checked_application()

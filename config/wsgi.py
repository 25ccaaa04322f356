"""What the web server calls; each of its processes counts as a user of the database."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
database.start()
application = get_wsgi_application()

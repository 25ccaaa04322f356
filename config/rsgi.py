"""What `eorder run` lets granian serve: the WSGI application behind its front door."""

from __future__ import annotations

import gc

from django.conf import settings

from config.front_door import FrontDoor
from config.wsgi import application as behind

HSTS = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains" if settings.SECURE_HSTS_SECONDS else ""
application = FrontDoor(behind, hsts=HSTS)
gc.freeze()  # the program itself is never garbage
gc.set_threshold(50_000, 20, 50)  # a request leaves some thousand objects and no cycles to speak of

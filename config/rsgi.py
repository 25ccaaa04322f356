"""What `eorder run` lets granian serve: the WSGI application behind its front door."""

from __future__ import annotations

from config.front_door import FrontDoor
from config.wsgi import application as behind

application = FrontDoor(behind)

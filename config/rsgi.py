"""What `eorder run` lets granian serve: the WSGI application behind its front door."""

from __future__ import annotations

import gc

from config.front_door import FrontDoor
from config.wsgi import application as behind

application = FrontDoor(behind)
gc.freeze()  # the program itself is never garbage
gc.set_threshold(50_000, 20, 50)  # a request leaves some thousand objects and no cycles to speak of

"""A planted fault: a site that takes every repeat of a command for a new one."""

from config.rsgi import application
from eorder.api.v1 import orders
from eorder.foundation.ids import new_command

__all__ = ["application"]
orders.read_command = lambda _text: new_command()

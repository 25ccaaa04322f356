"""The site with the labelled points around its acts; granian serves it in place of `config.rsgi`."""

from config.rsgi import application
from tests.crash.points import wrap

__all__ = ["application"]
wrap()

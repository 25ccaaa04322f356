"""The same city as for the pages."""

from tests.web.buyer.conftest import city

__all__ = ["city"]

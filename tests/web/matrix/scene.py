"""One address with a record, a moment and a form."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from eorder.web.access_table import ACCESS, Kind


@dataclass(frozen=True)
class Record:
    """What the table of access needs to know of a record."""

    unit: UUID | None = None
    government: UUID | None = None
    vendor: UUID | None = None
    named: dict = field(default_factory=dict)
    follows: Kind | None = None
    """Of a document that is not public: the kind of record that opens it."""
    is_own: bool = False
    """Whoever asks gets what is their own; there is nothing of others to ask for."""


@dataclass(frozen=True)
class Scene:
    """One address with a record, a moment and a form."""

    name: str
    keys: dict
    at: datetime
    record: Record = Record()
    form: dict = field(default_factory=dict)
    sends: frozenset | None = None
    label: str = ""

    @property
    def id(self):
        return f"{self.name}{self.label and '-'}{self.label}"

    @property
    def senders(self):
        """Roles that may send this form now; fewer than the table names where a state decides which."""
        return ACCESS[self.name].sends if self.sends is None else self.sends

"""An embedded PostgreSQL that several processes share: it starts on demand and stops with its last user."""

from eorder.foundation.cluster.binaries import binaries
from eorder.foundation.cluster.shared import Cluster, Urls

__all__ = ["Cluster", "Urls", "binaries"]

"""How many photos, and how many words about them."""

from __future__ import annotations

MOST_PHOTOS = 8
"""Photos of one product that are shown at a time (inclusive)."""
LONGEST_ALT = 160
"""Characters that say what is seen on a photo (inclusive)."""

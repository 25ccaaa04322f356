"""From need to money."""

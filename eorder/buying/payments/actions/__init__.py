"""Acts of billing and paying."""

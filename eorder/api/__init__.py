"""Programs talk to the marketplace here."""

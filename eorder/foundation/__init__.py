"""Plain values everything else is built from; no Django, no law, no database."""

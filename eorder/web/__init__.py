"""Pages by audience; they load, ask a rule, call one action or query, and render."""

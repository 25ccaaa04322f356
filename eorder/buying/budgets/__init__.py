"""Budget lines: ceilings, reservations, spending."""

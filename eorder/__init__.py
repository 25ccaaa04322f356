"""e-Order: a public marketplace for a city's small purchases, from budget line to payment."""

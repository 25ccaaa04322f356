"""Acts on units, addresses and appointments."""

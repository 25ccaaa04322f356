"""Units of a government, their addresses and appointments."""

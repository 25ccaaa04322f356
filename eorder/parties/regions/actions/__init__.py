"""Acts on region codes."""

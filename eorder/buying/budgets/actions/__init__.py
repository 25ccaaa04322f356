"""Acts on budget lines."""

"""Acts on vendors."""

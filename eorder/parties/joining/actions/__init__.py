"""Acts on applications."""

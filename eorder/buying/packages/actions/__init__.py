"""Acts on packages."""

"""Acts on claims."""

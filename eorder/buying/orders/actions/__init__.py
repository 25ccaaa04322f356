"""Acts on orders."""

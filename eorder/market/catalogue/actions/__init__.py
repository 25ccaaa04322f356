"""Acts on products and their prices."""

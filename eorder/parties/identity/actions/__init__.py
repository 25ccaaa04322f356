"""Acts on people and accounts."""

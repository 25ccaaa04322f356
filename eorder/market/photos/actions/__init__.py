"""Acts on photos of products."""

"""Acts on templates of categories."""

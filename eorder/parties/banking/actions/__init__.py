"""Acts on changes of bank accounts."""

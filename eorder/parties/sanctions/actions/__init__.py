"""Acts on sanctions."""

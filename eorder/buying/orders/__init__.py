"""Orders, from placing to closing."""

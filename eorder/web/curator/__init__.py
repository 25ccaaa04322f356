"""Pages of the curators."""

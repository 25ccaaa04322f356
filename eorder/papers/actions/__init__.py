"""Making papers."""

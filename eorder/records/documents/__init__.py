"""Files people hand in: checked, kept by digest, never changed."""

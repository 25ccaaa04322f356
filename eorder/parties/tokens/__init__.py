"""Keys by which a seller's own system acts for the business: shown once, kept as digests, of few rights, ending."""

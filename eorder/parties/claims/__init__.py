"""Claims of people whose identifiers another business uses, and what is decided about them."""

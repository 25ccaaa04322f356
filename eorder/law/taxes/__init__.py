"""Tax and money computations, pure and exact."""

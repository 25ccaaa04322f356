"""Templates of categories: what is asked of a product, how it is taxed and judged, and what it should cost."""

"""Photos of products: each drawn anew in up to three sizes, in the order their seller chose; none ever vanishes."""

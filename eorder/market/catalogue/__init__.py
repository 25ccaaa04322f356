"""Categories, products and price versions."""

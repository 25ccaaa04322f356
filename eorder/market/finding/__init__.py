"""Finding what is sold: what a query asks for, the index kept with the products, and the fair order of results."""

"""The inbox and the work page of an order, for every party."""

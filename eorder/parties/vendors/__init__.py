"""Micro and small businesses that sell, and the evidence about them."""

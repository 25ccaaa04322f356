"""Measurements beside their limits."""

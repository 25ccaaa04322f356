"""Reads of orders; each says how many statements it takes."""

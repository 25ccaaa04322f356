"""Pages of whoever wants to sell: from an address to an application."""

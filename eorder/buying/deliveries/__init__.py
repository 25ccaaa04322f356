"""Shipment, inspection and hand-over (BAST)."""

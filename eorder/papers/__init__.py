"""The documents of a transaction, as PDF/A with a QR code."""

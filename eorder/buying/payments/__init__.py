"""Invoice, verification, tax, payment and closing."""

"""Settings, addresses and boot checks."""

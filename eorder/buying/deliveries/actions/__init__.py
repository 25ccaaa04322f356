"""Acts of delivering and taking over."""

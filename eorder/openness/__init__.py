"""What the public sees and does."""

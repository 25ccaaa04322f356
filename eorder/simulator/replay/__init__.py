"""A real year through the house: purchases of another platform, walked through our own acts on their own days."""

"""A city in a box: the demo cast and the demo purchases."""

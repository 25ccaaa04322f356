"""A load of any size: a fictional city that buys as a real province did, through the very acts."""

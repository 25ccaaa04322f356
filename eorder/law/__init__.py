"""What the law fixes, by date and article; runs without Django."""

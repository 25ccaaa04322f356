"""The templates that come with the program, one file for each category."""

"""The eorder command, one file per verb; starts every process."""

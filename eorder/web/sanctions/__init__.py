"""Pages of those who impose, decide and bear sanctions."""

"""Every act as an event: who, in which appointment, when, what; it feeds jobs, notices and releases."""

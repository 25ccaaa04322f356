"""OCDS release packages and records, served as they were stored."""

"""Sanctions of sellers: suspension, blacklist and the national list; their dates, papers and appeals."""

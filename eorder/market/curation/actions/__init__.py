"""Acts of curation, one file each."""

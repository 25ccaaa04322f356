"""What must always hold, as questions to the records that anyone may ask again; nothing here writes."""

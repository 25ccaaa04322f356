"""Region codes and names of Kemendagri."""

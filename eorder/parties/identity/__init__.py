"""Natural persons, their accounts, sign-in and sessions."""

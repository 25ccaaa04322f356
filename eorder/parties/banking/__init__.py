"""How the account that a business is paid to is changed: proposed, checked by another person, and waited for."""

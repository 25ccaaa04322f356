"""Django's PostgreSQL backend, with a look at the connection that asks nothing of the server."""

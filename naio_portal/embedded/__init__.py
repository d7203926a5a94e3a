"""PostgreSQL, Redis and an SMTP sink for a machine that has none, and the supervisor of `make run`."""

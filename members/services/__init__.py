"""Every write about people: one concept a module."""

"""Forms about people: one concept a module."""

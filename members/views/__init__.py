"""Pages about people: one concept a module."""

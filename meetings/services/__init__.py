"""Every write about meetings, one concept a module."""

"""HTTP only: door, rule, service, message, redirect."""

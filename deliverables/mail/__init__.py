"""Mails of deliverables: built from ids when they are sent, dropped when no longer true."""

from deliverables.mail import recommendations, rounds

__all__ = ["recommendations", "rounds"]

"""Mails of deliverables: built from ids when they are sent, dropped when no longer true."""

from deliverables.mail import acceptance, recommendations, rounds

__all__ = ["acceptance", "recommendations", "rounds"]

"""What allauth tells us by signal only."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from members.sign_in import FACTORS, SECOND_FACTOR_ADDED


@receiver(authenticator_added, sender=Authenticator)
def session_proved_its_factor(request, authenticator, **kwargs) -> None:
    """Setting up a factor proves it: the session of this browser needs no second proof."""
    if authenticator.type in FACTORS:
        request.session[SECOND_FACTOR_ADDED] = True

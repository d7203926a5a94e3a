"""Signing in by password, and who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from members.models import User
from members.sign_in import FACTORS

SECOND_FACTORS = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS).order_by())


class PortalBackend(AuthenticationBackend):
    """allauth's, which reads with the person whether a second factor is set up: every page of staff asks."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.annotate(has_factor=SECOND_FACTORS).filter(pk=user_id).order_by()[:1]
        return next((each for each in user if self.user_can_authenticate(each)), None)

from members.models.invitations import Invitation
from members.models.members import Member
from members.models.terms import Term
from members.models.users import User

__all__ = ["Invitation", "Member", "Term", "User"]

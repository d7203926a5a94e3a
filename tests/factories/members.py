"""Valid people. Passwords are not usable unless given: hashing one takes longer than most tests."""

import factory
from factory.django import DjangoModelFactory

from members.enums import PortalRole, Vocabulary
from members.models import Member, Term, User
from members.services import derived_names


class UserFactory(DjangoModelFactory):
    """A person who may sign in. `UserFactory(secretariat=True)` and the like give a portal role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        secretariat = factory.Trait(portal_role=PortalRole.SECRETARIAT)
        leadership = factory.Trait(portal_role=PortalRole.LEADERSHIP)
        sector_officer = factory.Trait(portal_role=PortalRole.SECTOR_OFFICER)
        administrator = factory.Trait(portal_role=PortalRole.ADMINISTRATOR, is_superuser=True)

    email = factory.Sequence("person{}@naio.example".format)
    name = factory.Sequence("Person {}".format)
    password = factory.django.Password(None)
    language = "en"


class TermFactory(DjangoModelFactory):
    """A domain of expertise, unless another list is named."""

    class Meta:
        model = Term

    code = factory.Sequence("term-{}".format)
    vocabulary = Vocabulary.EXPERTISE
    name_en = factory.Sequence("Term {}".format)
    name_ms = factory.Sequence("Istilah {}".format)


class MemberFactory(DjangoModelFactory):
    """An expert without a sign-in; `MemberFactory(with_user=True)` has one at the same address."""

    class Meta:
        model = Member

    class Params:
        with_user = factory.Trait(
            user=factory.SubFactory(UserFactory, email=factory.SelfAttribute("..email"))
        )

    full_name = factory.Sequence("Expert {}".format)
    email = factory.Sequence("expert{}@naio.example".format)
    organisation = "Universiti Contoh"
    country = "MY"
    state = "KUL"
    time_zone = "Asia/Kuala_Lumpur"
    language = "en"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        member = derived_names(model_class(*args, **kwargs))
        member.save()
        return member

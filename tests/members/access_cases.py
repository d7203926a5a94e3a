"""Objects behind the routes of members (see `tests/security/cases.py`)."""

import io

from django.core.files.base import ContentFile
from hypothesis import strategies as st
from PIL import Image

from members.models import User
from members.services.addresses import address_token
from members.services.invitations import invite_user, open_invitation_of
from tests.factories.members import MemberFactory
from tests.security.cases import Visit, case, rows


@case(
    "members:member-detail",
    "members:member-edit",
    "members:member-history",
    "members:address-edit",
)
def profile_of_the_owner(world, state):
    return Visit(world.owner, reference=world.owner.reference)


@case("members:consent-edit")
def consent_taken_back(world, state):
    return Visit(world.owner, post={"consents": "no"}, reference=world.owner.reference)


def picture():
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "JPEG")
    return ContentFile(file.getvalue(), name="photo.jpg")


@case("members:photo-edit")
def new_photo_of_the_owner(world, state):
    return Visit(world.owner, post={"photo": picture()}, reference=world.owner.reference)


@case("members:photo")
def photo_of_the_owner(world, state):
    if not world.owner.photo:
        world.owner.photo.save("photo.jpg", picture())
    return Visit(world.owner, reference=world.owner.reference)


@case("members:invitation-send")
def invited(world, state):
    return Visit(post={"member": MemberFactory().pk, "confirmed": "1"})


@case("members:invitation-accept")
def link_of_an_invitation(world, state):
    user = User.objects.create_user("invited@naio.example")
    token = invite_user(user=user, by=None)
    return Visit(user, pk=open_invitation_of(user.pk).pk, token=token)


@case("members:address-confirm")
def link_of_a_new_address(world, state):
    return Visit(token=address_token(user=world.owner.user, address="new@naio.example"))


@rows("members.Member")
def members(world, draw):
    if draw(st.booleans()):
        return world.owner
    return MemberFactory(listing_consent_on=draw(st.sampled_from([None, "2025-02-28"])))

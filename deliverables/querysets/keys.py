"""Sub-selects over one person that rights ask for: what they were granted, or have a part in."""

from django.apps import apps
from django.db import models

from naio_portal.person_keys import keys_of_person


def _deliverables(name: str) -> models.QuerySet:
    """Rows of a model of this app; a query set is made before its model is."""
    return apps.get_model("deliverables", name)._base_manager.all()


granted = keys_of_person(
    lambda user: _deliverables("DeliverableGrant").filter(member__user=user).values("deliverable")
)
# Deliverables that a person owns or contributes to, or owns a milestone of.
having_part = keys_of_person(
    lambda user: (
        _deliverables("Deliverable")
        .filter(owner__user=user)
        .values("pk")
        .union(
            _deliverables("Contributor").filter(member__user=user).values("deliverable"),
            _deliverables("Milestone").filter(owner__user=user).values("deliverable"),
        )
    )
)
readable_versions = keys_of_person(
    lambda user: _deliverables("VersionReader").filter(member__user=user).values("version")
)
advised = keys_of_person(
    lambda user: _deliverables("RecommendationContributor").filter(member__user=user).values("recommendation")
)

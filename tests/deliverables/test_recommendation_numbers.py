"""Numbers of recommendations, on two connections of the database."""

import pytest

from deliverables import services
from deliverables.models import Recommendation
from tests.factories.groups import WorkingGroupFactory
from tests.factories.recommendations import AuthorityFactory, RecommendationFactory
from tests.groups.test_appointment_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_write_at_once_get_two_numbers():
    group, addressee = WorkingGroupFactory(), AuthorityFactory()

    def write():
        services.create_recommendation(
            group=group, values={"title_en": "Report", "addressee": addressee}, by=None
        )

    assert at_once(write, write, write) == [None, None, None]
    assert sorted(Recommendation.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_another_group_and_year_begin_at_one():
    earlier = RecommendationFactory(year=2025, number=7)
    other = WorkingGroupFactory()
    values = {"title_en": "Report", "addressee": earlier.addressee}

    made = [
        services.create_recommendation(group=group, values=values, by=None)
        for group in (earlier.group, other)
    ]

    assert [recommendation.number for recommendation in made] == [1, 1]

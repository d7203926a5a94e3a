import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.merging import changed_fields, clashes, merged_order, snapshot


def test_snapshot_writes_instants_in_utc_and_sets_in_order():
    at = dt.datetime(2026, 1, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))

    assert snapshot({"at": at, "groups": {2, 1}, "n": 3}) == {
        "at": "2026-01-01T00:00:00+00:00",
        "groups": [1, 2],
        "n": 3,
    }


def test_changed_fields_counts_a_field_without_base_as_changed():
    assert changed_fields(base={"a": 1, "b": 2}, mine={"a": 1, "b": 3, "c": 4}) == ["b", "c"]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1}, ()),
        ({"a": 1}, {"a": 1}, {"a": 3}, ()),
        ({"a": 1}, {"a": 3}, {"a": 3}, ()),
        ({"a": 1}, {"a": 2}, {"a": 3}, ("a",)),
        ({}, {"a": 2}, {"a": 3}, ("a",)),
        ({}, {"a": 2}, {"a": 2}, ()),
    ],
    ids=["only_mine", "only_theirs", "both_alike", "both_differ", "no_base", "no_base_alike"],
)
def test_clashes_names_what_both_changed_differently(base, mine, theirs, expected):
    assert clashes(base=base, mine=mine, theirs=theirs) == expected


@pytest.mark.parametrize(
    ("seen", "wanted", "current", "expected"),
    [
        ("abc", "bac", "abc", "bac"),
        ("abc", "bac", "abcd", "bacd"),
        ("abc", "cab", "xabc", "xcab"),
        ("abc", "cab", "axbc", "caxb"),
        ("abc", "cab", "ac", "ca"),
        ("abc", "bac", "bac", "bac"),
        ("abc", "bac", "acb", None),
        ("", "", "ab", "ab"),
    ],
    ids=["move", "added_last", "added_first", "added_between", "removed", "same_move", "both_moved", "empty"],
)
def test_merged_order(seen, wanted, current, expected):
    merged = merged_order(seen=list(seen), wanted=list(wanted), current=list(current))

    assert merged == (None if expected is None else list(expected))


@given(data=st.data())
def test_merged_order_names_each_standing_item_once(data):
    seen = data.draw(st.lists(st.integers(0, 9), unique=True))
    wanted = data.draw(st.permutations(seen))
    current = data.draw(st.permutations(data.draw(st.lists(st.integers(0, 14), unique=True))))

    merged = merged_order(seen=seen, wanted=list(wanted), current=list(current))

    assert merged is None or sorted(merged) == sorted(current)

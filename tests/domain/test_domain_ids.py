"""Identities are UUIDs of version 7: ordered by time, and the same for the same names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

from domain_stories import examples
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.ids import id_for, new_id

NINE = datetime(2010, 12, 5, 9, 0, tzinfo=timezone(timedelta(hours=1)))
times = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))


def test_a_name_has_the_same_identity_for_ever() -> None:
    assert id_for(NINE, "member", "M001") == "012cb58b6400733a924db9f3b2b6fc8d"
    assert id_for(NINE.astimezone(UTC), "member", "M001") == "012cb58b6400733a924db9f3b2b6fc8d"


def test_other_names_and_other_times_are_other_identities() -> None:
    others = [
        id_for(NINE, "member", "M002"),
        id_for(NINE, "member"),
        id_for(NINE, "memberM001"),
        id_for(NINE, "M001", "member"),
        id_for(NINE + timedelta(milliseconds=1), "member", "M001"),
    ]
    assert len({id_for(NINE, "member", "M001"), *others}) == 6


@examples
@given(times, st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_an_identity_is_a_uuid_of_version_7_that_tells_its_time(at: datetime, names: list[str]) -> None:
    made = id_for(at, *names)
    uuid = UUID(made)
    assert made == uuid.hex == id_for(at, *names)
    assert (uuid.version, uuid.variant) == (7, RFC_4122)
    assert abs((uuid.int >> 80) - at.timestamp() * 1000) <= 1


@examples
@given(times, times)
def test_identities_sort_by_time(first: datetime, second: datetime) -> None:
    if abs(first - second) > timedelta(milliseconds=1):
        assert (id_for(first, "z") < id_for(second, "a")) == (first < second)


def test_fresh_identities_are_new_ordered_and_of_version_7() -> None:
    fresh = [new_id() for _ in range(2000)]
    assert len(set(fresh)) == 2000
    assert fresh == sorted(fresh)
    assert all(UUID(one).version == 7 and UUID(one).hex == one for one in fresh)

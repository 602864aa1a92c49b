"""Identities sort by the time they were made."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from flashcards.store.uid import earliest, instant, new_uid

INSTANTS = st.integers(0, (1 << 48) - 1)


@given(INSTANTS)
def test_a_uid_is_a_uuid_of_version_7_that_tells_its_instant(at: int) -> None:
    uid = new_uid(at)
    assert (uuid.UUID(uid).version, uuid.UUID(uid).variant) == (7, uuid.RFC_4122)
    assert instant(uid) == at


@given(INSTANTS, INSTANTS)
def test_uids_sort_as_text_by_their_instant(one: int, other: int) -> None:
    if one != other:
        assert (new_uid(one) < new_uid(other)) == (one < other)


@given(INSTANTS, st.lists(st.integers(0, (1 << 26) - 1), min_size=2, unique=True))
def test_uids_of_one_instant_sort_by_their_serial(at: int, serials: list[int]) -> None:
    uids = [new_uid(at, serial) for serial in sorted(serials)]
    assert uids == sorted(uids)
    assert {uuid.UUID(uid).version for uid in uids} == {7}
    assert {instant(uid) for uid in uids} == {at}


@given(INSTANTS, INSTANTS)
def test_the_earliest_of_an_instant_parts_what_is_older_from_the_rest(one: int, other: int) -> None:
    assert (new_uid(one) > earliest(other)) == (one >= other)


def test_uids_of_one_instant_differ() -> None:
    assert len({new_uid(1) for _ in range(1000)}) == 1000
    assert len({new_uid(1, 7) for _ in range(1000)}) == 1000

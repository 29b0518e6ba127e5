"""The chain holds as it was laid, and whatever is changed in it is found and named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.audit_chain import (
    START,
    UNSALTED,
    Batch,
    Fault,
    Head,
    HeadError,
    Sealed,
    Walk,
    batch_faults,
    hash_words,
    link_of,
    read_head,
)

TEXTS = st.text(max_size=8)
CONTENTS = st.tuples(TEXTS, st.one_of(st.none(), st.integers()), TEXTS, TEXTS, st.integers(), TEXTS)
WORDS = st.one_of(st.none(), st.binary(max_size=9))


def _chain(traces: list[tuple[tuple[object, ...], bytes | None, bytes]]) -> list[Sealed]:
    link, found = START, []
    for place, (rest, words, salt) in enumerate(traces, 1):
        content = (place, *rest)
        words_hash = hash_words(salt, words)
        link = link_of(link, words_hash, content)
        found.append(Sealed(place, place, words_hash, link, content, salt, words))
    return found


CHAINS = st.lists(
    st.tuples(CONTENTS, WORDS, st.binary(min_size=16, max_size=16)), min_size=1, max_size=9
).map(_chain)


def _faults(chain: list[Sealed], forgotten: frozenset[int] = frozenset()) -> list[Fault]:
    return list(Walk(forgotten).along(chain))


@given(CHAINS)
def test_it_holds_as_it_was_laid(chain: list[Sealed]) -> None:
    assert _faults(chain) == []


@given(CHAINS, st.data())
def test_one_altered_trace_is_named_alone(chain: list[Sealed], data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(chain)))
    one = chain[place - 1]
    assert one.content is not None
    field = data.draw(st.integers(1, 6))
    new = data.draw(st.one_of(TEXTS, st.none(), st.integers(), st.binary(max_size=4)))
    content = (*one.content[:field], new, *one.content[field + 1 :])
    chain[place - 1] = one._replace(content=content)
    assert (_faults(chain) == [Fault("altered", place, place)]) == (ascii(content) != ascii(one.content))


@given(
    CHAINS,
    st.data(),
    st.sampled_from(["words", "salt", "words_hash", "link"]),
    st.binary(min_size=1, max_size=32),
)
def test_altered_words_salts_hashes_and_links_are_found(
    chain: list[Sealed], data: st.DataObject, field: str, new: bytes
) -> None:
    place = data.draw(st.integers(1, len(chain)))
    one = chain[place - 1]
    new_value: Any = {field: new}
    changed = one._replace(**new_value)
    chain[place - 1] = changed
    assert _faults(chain) == ([] if changed == one else [Fault("altered", place, place)])


@given(CHAINS, st.data())
def test_a_deleted_trace_is_named_and_a_deleted_link_by_its_place(
    chain: list[Sealed], data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(chain)))
    gone = [one._replace(content=None) if one.place == place else one for one in chain]
    assert _faults(gone) == [Fault("deleted", place, place)]
    without = [one for one in chain if one.place != place]
    assert _faults(without) == ([Fault("unlinked", place=place)] if place < len(chain) else [])


@given(CHAINS, st.data())
def test_what_is_taken_out_and_closed_up_is_found(chain: list[Sealed], data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(chain)))
    closed = [one._replace(place=at) for at, one in enumerate((o for o in chain if o.place != place), 1)]
    assert bool(_faults(closed)) == (place < len(chain))


@given(CHAINS, st.data())
def test_an_erasure_takes_salt_and_words_and_the_chain_holds(
    chain: list[Sealed], data: st.DataObject
) -> None:
    erased = data.draw(st.frozensets(st.sampled_from(range(1, len(chain) + 1))))
    after = [one._replace(salt=None, words=None) if one.row in erased else one for one in chain]
    assert _faults(after, erased) == []
    assert _faults(after) == [Fault("forgotten", row, row) for row in sorted(erased)]


def test_a_trace_erased_before_it_is_sealed_is_committed_to_without_words() -> None:
    content = (1, "at", None, "deed", "need", 1, "{}")
    link = link_of(START, UNSALTED, content)
    assert _faults([Sealed(1, 1, UNSALTED, link, content, None, None)]) == []
    assert _faults([Sealed(1, 1, UNSALTED, link, content, None, b"more")]) == [Fault("altered", 1, 1)]


def test_words_cannot_be_guessed_without_their_salt() -> None:
    assert hash_words(bytes(15) + b"a", b"no") != hash_words(bytes(15) + b"b", b"no")
    assert hash_words(b"s" * 16, None) != hash_words(b"s" * 16, b"")


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.data())
def test_batches_cover_the_chain(sizes: list[int], data: st.DataObject) -> None:
    ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
    laid = [
        Batch(end - size + 1, end, bytes([end]), bytes([end])) for size, end in zip(sizes, ends, strict=True)
    ]
    assert list(batch_faults(laid, ends[-1])) == []
    gone = data.draw(st.integers(0, len(laid) - 1))
    assert list(batch_faults(laid[:gone] + laid[gone + 1 :], ends[-1]))
    assert list(batch_faults(laid, ends[-1] - 1)) == [Fault("truncated", place=ends[-1])]
    changed = [*laid[:gone], laid[gone]._replace(link=b"x"), *laid[gone + 1 :]]
    assert list(batch_faults(changed, ends[-1])) == [Fault("batch", place=laid[gone].first)]


@given(st.integers(0, 10**11), st.binary(min_size=32, max_size=32))
def test_a_head_reads_as_it_was_printed(place: int, link: bytes) -> None:
    printed = str(Head(place, link.hex()))
    assert read_head(f" {printed.upper()}\n") == Head(place, link.hex()[:32])


@given(st.text(max_size=40))
def test_what_is_no_head_is_said_to_be_none(text: str) -> None:
    with pytest.raises(HeadError):
        read_head(f"{text}-")

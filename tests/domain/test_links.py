"""Links that grant: what opens them and what doesn't."""

from __future__ import annotations

import pytest

from domain import links
from domain.links import Kind

KEY = b"a key of the links"


def test_a_token_opens_what_it_was_made_for() -> None:
    token = links.token(Kind.INVITATION, "selector", 1, KEY)
    assert links.selector_of(token) == "selector"
    assert links.opens(token, Kind.INVITATION, "selector", 1, KEY)


@pytest.mark.parametrize(
    ("kind", "selector", "generation", "key", "about"),
    [
        (Kind.PASSPORT, "selector", 1, KEY, ()),
        (Kind.INVITATION, "another", 1, KEY, ()),
        (Kind.INVITATION, "selector", 2, KEY, ()),
        (Kind.INVITATION, "selector", 1, b"another key", ()),
        (Kind.INVITATION, "selector", 1, KEY, (b"an address",)),
    ],
)
def test_another_kind_row_generation_key_or_address_opens_nothing(
    kind: Kind, selector: str, generation: int, key: bytes, about: tuple[bytes, ...]
) -> None:
    token = links.token(Kind.INVITATION, "selector", 1, KEY)
    assert not links.opens(token, kind, selector, generation, key, *about)


def test_it_has_a_hundred_and_sixty_bits() -> None:
    mac = links.token(Kind.PASSPORT, "selector", 1, KEY).partition(".")[2]
    assert len(mac) == 27
    assert links.MAC_BYTES * 8 == 160


@pytest.mark.parametrize("token", ["", ".", "a.", ".b", "selector", "é.b", "a" * 50 + "." + "b" * 60])
def test_what_cannot_be_a_token_has_no_selector(token: str) -> None:
    assert links.selector_of(token) is None


def test_two_selectors_are_never_alike() -> None:
    assert len({links.new_selector() for _ in range(100)}) == 100

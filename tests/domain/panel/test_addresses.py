"""Where a panel is found: random tails and short codes."""

from __future__ import annotations

import re

import pytest

from domain.panel import addresses, creating
from models import Audience, SignOff
from tests.made import Made

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@pytest.mark.parametrize("slug", ["ab", "ask-us", "x" * 60, "a-" * 29 + "ab"])
def test_a_tail_leaves_a_slug_that_can_stand_in_an_address(slug: str) -> None:
    made = addresses.tailed(slug)
    assert SLUG.match(made)
    assert len(made) <= 60
    assert made[: min(len(slug), 40)] == slug[:40]


def test_no_two_tails_are_alike_and_a_new_one_takes_the_place_of_the_old() -> None:
    tails = {addresses.tailed("ask-us") for _ in range(200)}
    assert len(tails) == 200
    assert all(len(addresses.tailed(tail)) == len(tail) for tail in tails)


@pytest.mark.parametrize("slug", ["ask-about-the-congregations", "the-abcdefghjkmn", "meeting-2026"])
def test_a_word_is_not_taken_for_a_tail(slug: str) -> None:
    assert addresses.tailed(slug).startswith(f"{slug}-")


def test_every_panel_that_is_made_has_a_short_code_of_its_own(made: Made) -> None:
    panels = [made.panel(f"panel-{number}") for number in range(5)]
    codes = {panel.short_code for panel in panels}
    assert len(codes) == 5
    assert all(code and len(code) == 6 and not set(code) & set("01ilo") for code in codes)
    assert addresses.by_short_code(str(panels[0].short_code).upper()) == panels[0]
    assert addresses.by_short_code("nobody") is None


def test_of_a_panel_by_link_slug_and_code_are_not_to_be_guessed(made: Made) -> None:
    panel = made.panel("ask-us", audience=Audience.LINK, sign_off=SignOff.ONE_APPROVER)
    assert re.fullmatch(r"ask-us-[2-9a-z]{12}", panel.slug)
    assert len(str(panel.short_code)) == 12
    assert panel.sign_off is SignOff.ONE_APPROVER
    assert creating.find("ask-us") is None

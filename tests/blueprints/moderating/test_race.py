"""Moderators at the same moment, and sixty posts of one form, over real connections."""

from __future__ import annotations

import pytest

from tests.battery.askers import crowd
from tests.battery.clearing import clear
from tests.battery.live import Live, live
from tests.battery.moderators import race

__all__ = ["live"]

pytestmark = pytest.mark.xdist_group("live")
"""One worker starts the servers, once for each database."""


def test_of_two_simultaneous_decisions_exactly_one_wins_fifty_times(live: Live) -> None:
    outcome = race(live, 50)
    assert not outcome.faults, outcome.faults
    assert outcome.answers == {(303, 409): 50}


def test_sixty_simultaneous_posts_of_one_form_make_one_question_and_no_error(live: Live) -> None:
    found = crowd(live, 60)
    assert found.statuses == {303: 60}
    assert (found.questions, found.passports) == (1, 1)


def test_four_moderators_clear_a_queue_and_none_is_given_what_another_has(live: Live) -> None:
    cleared = clear(live, 4, 60)
    assert not cleared.faults, cleared.faults
    assert cleared.decided == 60

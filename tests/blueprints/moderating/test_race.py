"""Two moderators at the same moment, and sixty posts of one form, over real connections."""

from __future__ import annotations

import pytest

from tests.battery.askers import crowd
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

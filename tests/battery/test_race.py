"""The long checks of what happens at the same moment. Each prints one line with its figure."""

from __future__ import annotations

import pytest

from tests.battery.askers import crowd
from tests.battery.clearing import clear
from tests.battery.figures import Figure, figure
from tests.battery.live import Live, live
from tests.battery.moderators import race

__all__ = ["figure", "live"]

pytestmark = pytest.mark.battery
ROUNDS = 1_000
CROWDS = 20
POSTS = 60
MODERATORS = 20
QUESTIONS = 5_000


def test_two_moderators_a_thousand_times(live: Live, figure: Figure) -> None:
    """Exactly one of two simultaneous decisions wins, the other sees 409, one event is written.

    Seen red: without the comparison of versions in ``lifecycle.check`` both moderators won 108 of 200
    rounds on SQLite and 107 of 200 on PostgreSQL.
    """
    outcome = race(live, ROUNDS)
    figure("two moderators at the same moment", outcome.figure)
    assert not outcome.faults, outcome.faults[:20]
    assert outcome.answers == {(303, 409): ROUNDS}


def test_sixty_posts_of_one_form_twenty_times(live: Live, figure: Figure) -> None:
    """Sixty simultaneous posts of one form make one question, and all of them lead to its passport.

    Nobody sees an error: more than a process lets wait are told to come again, and get through.

    Seen red: without ``ON CONFLICT DO NOTHING`` in ``asking.insert_passport`` PostgreSQL refused the
    second row, and its reader saw a 503. (On SQLite one writer at a time hides it.)
    """
    found = [crowd(live, POSTS) for _ in range(CROWDS)]
    figure("one form sent many times at once", f"{CROWDS} times {found[-1].figure}")
    for each in found:
        assert each.statuses == {303: POSTS}
        assert (each.questions, each.passports) == (1, 1)


def test_twenty_moderators_clear_five_thousand_questions(live: Live, figure: Figure) -> None:
    """Through ``/desk/next``: each question is given to one of them, decided once, and nobody sees an error.

    Seen red: with the note that a sign-in is used written in the transaction that had read it, SQLite
    answered 19 of the 20 with a 503, a minute after they had signed in together.
    """
    cleared = clear(live, MODERATORS, QUESTIONS)
    figure("a queue cleared through next", cleared.figure)
    assert not cleared.faults, cleared.faults[:20]
    assert cleared.decided == QUESTIONS

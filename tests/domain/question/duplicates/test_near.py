"""What asks the same is proposed, the nearest first, and nothing that must not be seen."""

from __future__ import annotations

import pytest

from domain.question import duplicates
from models import Panel, User
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


ASKED = "How many people at the works will lose their jobs by 2028?"
NEAR = "How many of the 420 jobs at the works will be gone by 2028?"
FURTHER = "When do those at the works hear who keeps a job?"
OTHERS = (
    "Why does the evening ferry not wait for the late train?",
    "May I take my dog on the boat in summer?",
    "Who decides about the salaries of the board?",
)


def ids(found) -> list[int]:  # type: ignore[no-untyped-def]
    return [one.question.id for one in found]


def test_the_nearest_come_first_and_others_not_at_all(made: Made, panel: Panel) -> None:
    further, near = made.question(panel, FURTHER), made.question(panel, NEAR)
    for text in OTHERS:
        made.question(panel, text)
    question = made.question(panel, ASKED)
    found = duplicates.near(question)
    assert ids(found)[0] == near.id
    assert set(ids(found)) <= {near.id, further.id}

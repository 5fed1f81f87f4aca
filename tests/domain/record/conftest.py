"""A record to which much has happened."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from domain.question import deciding, rewording
from models import Question, User
from tests.domain.question.situations import reason
from tests.made import Made


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


@pytest.fixture
def questions(made: Made, mia: User) -> Sequence[Question]:
    """Two questions with five events each, and notes among them."""
    panel = made.panel()
    found = []
    for _ in range(2):
        question = made.question(panel, name="Zoe Quist")
        made.do(deciding.hold, question, mia, note="Ask legal.")
        made.do(deciding.resume, question, mia)
        made.do(rewording.reword, question, mia, text="What is it really?", details="")
        made.do(deciding.reject, question, mia, reason=reason(), explanation="No.")
        found.append(question)
    return found

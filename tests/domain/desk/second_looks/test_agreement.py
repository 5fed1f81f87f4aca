"""How often two agreed, by reason; where they disagreed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.desk import reasons
from domain.desk.second_looks import agreement, lists
from domain.question import deciding
from extensions import clock, db
from models import Panel, User
from tests.domain.desk.second_looks.looks import LATER, look, reason, shared
from tests.made import Made


@pytest.fixture
def panel(made: Made) -> Panel:
    return shared(made)


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


@pytest.fixture
def cleo(made: Made) -> User:
    return made.moderator()


def rejected_and_looked_at(
    made: Made, panel: Panel, mia: User, cleo: User, code: str, *answers: str | None
) -> None:
    """One rejection for each answer: a reason's code, or None for one that would have been approved."""
    for answer in answers:
        question = made.question(panel)
        made.do(deciding.reject, question, mia, reason=reason(code))
        look(made, question, cleo, "reject" if answer else "approve", answer)


def test_the_figures_of_an_example_counted_by_hand(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    rejected_and_looked_at(made, panel, mia, cleo, "spam", *["spam"] * 5)
    rejected_and_looked_at(made, panel, mia, cleo, "off-topic", *["off-topic"] * 4, "spam", None)
    rejected_and_looked_at(made, panel, mia, cleo, "abusive", *["abusive"] * 4)
    for answer in ("approve", "approve", "hold", "hold", "hold"):
        look(made, made.approved(panel, mia), cleo, answer)
    made.approved(panel, mia)  # nobody has looked at it
    found = agreement.counted(panel)
    rows = [
        (row.action, row.reason and row.reason.code, row.agreed, row.looked, row.alike) for row in found.rows
    ]
    assert rows == [
        ("reject", "spam", 5, 5, True),
        ("reject", "off-topic", 4, 6, True),
        ("approve", None, 2, 5, False),
    ]
    assert (found.agreed, found.looked, found.shown, found.capped) == (15, 20, True, False)


def test_fewer_than_five_looks_say_nothing(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    rejected_and_looked_at(made, panel, mia, cleo, "spam", *["spam"] * 4)
    found = agreement.counted(panel)
    assert (list(found.rows), found.shown) == ([], False)


def test_another_panels_looks_are_not_counted(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    other = shared(made, slug="other")
    rejected_and_looked_at(made, other, mia, cleo, "spam", None, None)
    assert agreement.counted(panel).looked == 0
    assert lists.disagreements(panel).rows == []
    assert lists.count_disagreements(other) == 2


def test_disagreements_are_listed_newest_first_page_by_page(
    made: Made, panel: Panel, mia: User, cleo: User
) -> None:
    questions = [made.approved(panel, mia) for _ in range(7)]
    now = clock.now() + LATER
    for place, question in enumerate(questions):
        answer = "approve" if place == 3 else "hold"
        look(made, question, cleo, answer, at=now + timedelta(seconds=place // 2))
    seen, after = [], None
    while True:
        db.session.rollback()
        page = lists.disagreements(panel, after=after, most=2)
        seen += [row.look.question_id for row in page.rows]
        after = page.next_after
        if after is None:
            break
    assert seen == [question.id for question in reversed(questions) if question is not questions[3]]


def test_the_question_that_is_looked_at_is_left_out(made: Made, panel: Panel, mia: User, cleo: User) -> None:
    question = made.question(panel)
    made.do(deciding.reject, question, mia, reason=reason("spam"))
    done = look(made, question, cleo, "approve")
    assert len(lists.disagreements(panel).rows) == 1
    assert lists.disagreements(panel, but=done).rows == []


def test_when_a_reasons_text_was_last_changed_is_known(made: Made) -> None:
    assert agreement.last_written(reason("spam")) is None
    row = reasons.locked("spam")
    assert row is not None
    at = clock.now()
    words = reasons.Words(title=row.title, standard_text="It sells something.")
    reasons.edit(row, words, seen=row.version, by=made.by(made.moderator()), at=at)
    db.session.commit()
    assert agreement.last_written(reason("spam")) == at

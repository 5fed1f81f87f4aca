"""What a moderator did last, where it can still be taken back."""

from __future__ import annotations

from datetime import timedelta

from domain.desk import own, reasons
from domain.question import deciding, rewording
from extensions import clock, db
from models import Question, User
from tests.made import Made


def last(made: Made, user: User, **later: int) -> int | None:
    db.session.rollback()
    found = own.last_undoable(made.by(user), clock.now() + timedelta(**later))
    return found[0].id if found else None


def approve(made: Made, question: Question, user: User) -> None:
    made.do(deciding.approve, question, user)


def test_it_is_the_latest_of_ones_own_on_whichever_question(made: Made) -> None:
    panel, mia, cleo = made.panel(), made.moderator(), made.moderator()
    first, second, theirs = (made.question(panel) for _ in range(3))
    assert last(made, mia) is None
    spam = reasons.find("spam")
    assert spam is not None
    approve(made, first, mia)
    made.do(deciding.reject, second, mia, reason=spam)
    approve(made, theirs, cleo)
    assert (last(made, mia), last(made, cleo)) == (second.id, theirs.id)


def test_what_was_undone_or_followed_gives_way_to_the_one_before(made: Made) -> None:
    panel, mia, cleo = made.panel(), made.moderator(), made.moderator()
    first, second, third = (made.question(panel) for _ in range(3))
    for question in (first, second, third):
        approve(made, question, mia)
    made.do(deciding.undo, third, mia)
    assert last(made, mia) == second.id
    made.do(rewording.reword, second, cleo, text="Why is it so, then?", details="")
    assert last(made, mia) == first.id


def test_a_note_that_follows_changes_nothing(made: Made) -> None:
    mia, question = made.moderator(), made.question(made.panel())
    approve(made, question, mia)
    deciding.note(question, text="Well.", by=made.by(mia), at=clock.now())
    db.session.commit()
    assert last(made, mia) == question.id


def test_after_two_minutes_there_is_none(made: Made) -> None:
    mia, question = made.moderator(), made.question(made.panel())
    approve(made, question, mia)
    assert last(made, mia, seconds=118) == question.id
    assert last(made, mia, seconds=125) is None

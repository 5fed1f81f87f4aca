"""How often each reason was given, objected to and taken back."""

from __future__ import annotations

import pytest

from domain.desk import lists, reasons
from domain.question import deciding, withdrawing
from extensions import clock, db
from models import Question, Reason, User
from tests.made import Made
from tests.price import price


def reason(code: str) -> Reason:
    found = reasons.find(code)
    assert found is not None
    return found


def rejected(made: Made, user: User, code: str) -> Question:
    question = made.question(made.panel(f"panel-{code}-{clock.now().timestamp():.6f}".replace(".", "-")))
    made.do(deciding.reject, question, user, reason=reason(code))
    return question


def appealed(made: Made, question: Question) -> None:
    withdrawing.appeal(question, why="But it is.", by=made.asker, at=clock.now())
    db.session.commit()


def counts(code: str) -> tuple[int, int, int]:
    row = next(row for row in lists.counted().rows if row.reason.code == code)
    return row.used, row.appealed, row.taken_back


def test_a_rejection_counts_for_its_reason_and_for_no_other(made: Made) -> None:
    mia = made.moderator()
    rejected(made, mia, "spam"), rejected(made, mia, "spam"), rejected(made, mia, "unclear")
    assert counts("spam") == (2, 0, 0)
    assert counts("unclear") == (1, 0, 0)
    assert counts("other") == (0, 0, 0)


def test_an_appeal_counts_and_is_taken_back_once_the_question_is_let_in(made: Made) -> None:
    question = rejected(made, made.moderator(), "spam")
    appealed(made, question)
    assert counts("spam") == (1, 1, 0)
    made.do(deciding.approve, question, made.moderator())
    assert counts("spam") == (1, 1, 1)


def test_an_appeal_that_is_turned_down_takes_nothing_back(made: Made) -> None:
    question = rejected(made, made.moderator(), "spam")
    appealed(made, question)
    made.do(deciding.reject, question, made.moderator(), reason=reason("unclear"))
    assert counts("spam") == (1, 1, 0)
    assert counts("unclear") == (1, 0, 0)


def test_what_is_reopened_or_undone_is_taken_back(made: Made) -> None:
    mia = made.moderator()
    made.do(deciding.reopen, rejected(made, mia, "spam"), mia)
    made.do(deciding.undo, rejected(made, mia, "spam"), mia)
    approved = made.approved(made.panel(), mia)
    made.do(deciding.undo, approved, mia)
    assert counts("spam") == (2, 0, 2)


def test_all_reasons_are_listed_those_out_of_use_too(made: Made) -> None:
    row = reasons.locked("spam")
    assert row is not None
    reasons.retire(row, seen=1, by=made.by(made.moderator()), at=clock.now())
    db.session.commit()
    assert "spam" in [row.reason.code for row in lists.counted().rows]


def test_beyond_the_cap_the_newest_are_counted_and_it_says_so(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = made.moderator()
    rejected(made, mia, "unclear")
    for _ in range(3):
        rejected(made, mia, "spam")
    assert not lists.counted().capped
    monkeypatch.setattr(lists, "CAP", 2)
    found = lists.counted()
    assert found.capped
    assert sum(row.used for row in found.rows) == 3


def test_counting_costs_no_query_for_each_reason(made: Made) -> None:
    mia = made.moderator()
    for code in ("spam", "unclear", "other"):
        rejected(made, mia, code)
    assert price(lists.counted) <= 4

"""Times, directions and links between rows as both databases keep them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from extensions import clock, db
from models import Question, Revision, RevisionState, Statement, Wording
from tests.made import Made

MOMENT = datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)


def test_a_time_comes_back_aware_in_utc_to_the_microsecond(made: Made) -> None:
    panel = made.panel()
    panel.opens_at = MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    db.session.commit()
    assert panel.opens_at == MOMENT
    assert panel.opens_at.tzinfo is UTC
    assert panel.closes_at is None


def test_a_time_without_a_zone_is_refused(made: Made) -> None:
    panel = made.panel()
    panel.opens_at = datetime(2026, 11, 22, 12)
    with pytest.raises(StatementError, match="without a zone"):
        db.session.commit()


def test_the_newest_time_is_the_greatest_whatever_its_zone(made: Made) -> None:
    panel = made.panel()
    first = made.question(panel, at=MOMENT.astimezone(timezone(timedelta(hours=14))))
    second = made.question(
        panel, at=(MOMENT + timedelta(seconds=1)).astimezone(timezone(-timedelta(hours=9)))
    )
    newest = db.session.query(Question).order_by(Question.asked_at.desc()).first()
    assert newest == second
    assert first.asked_at == MOMENT


@pytest.mark.parametrize(
    ("lang", "direction"),
    [
        ("en", "ltr"),
        ("pt-BR", "ltr"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("he-IL", "rtl"),
        ("zh-Hant-TW", "ltr"),
        ("xx", "auto"),
        ("x-klingon", "auto"),
        ("", "auto"),
    ],
)
def test_the_direction_follows_from_the_language(lang: str, direction: str) -> None:
    assert Wording(lang=lang).dir == direction


def test_a_question_shows_its_public_wording_else_its_newest(made: Made) -> None:
    question = made.question(made.panel(), "First words?")
    question.wordings.append(
        Wording(
            number=2,
            text="Second words?",
            lang="en",
            author=question.original.author,
            written_at=clock.now(),
        )
    )
    db.session.commit()
    assert (question.original.number, question.newest_wording.number) == (1, 2)
    assert (question.public, question.wording.number) == (None, 2)
    db.session.execute(text("UPDATE questions SET public_wording = 1, status = 'APPROVED'"))
    db.session.expire_all()
    assert question.wording.number == 1


def test_a_statement_shows_its_newest_released_revision() -> None:
    states = [RevisionState.RELEASED, RevisionState.RELEASED, RevisionState.RETURNED, RevisionState.DRAFT]
    revisions = [Revision(number=n, state=state) for n, state in enumerate(states, start=1)]
    statement = Statement(revisions=revisions)
    assert statement.released is revisions[1]
    assert statement.newest is revisions[3]
    assert Statement(revisions=revisions[2:]).released is None


def test_a_change_on_a_row_that_somebody_else_changed_is_noticed(made: Made) -> None:
    question = made.question(made.panel())
    assert question.version == 1
    db.session.execute(text("UPDATE questions SET version = 2"))
    question.version += 1
    with pytest.raises(StaleDataError):
        db.session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE questions SET panel_id = 999999",
        "UPDATE questions SET passport_id = 999999",
        "UPDATE wordings SET question_id = 999999",
        "UPDATE role_grants SET user_id = 999999",
        "DELETE FROM panels",
        "DELETE FROM passports",
    ],
)
def test_no_row_points_at_one_that_is_not_there(made: Made, statement: str) -> None:
    made.approved(made.panel(), made.moderator())
    with pytest.raises(IntegrityError):
        db.session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE panels SET slug = 'ask-us'",
        "UPDATE users SET email = 'one@floor.example'",
        "UPDATE passports SET idempotency_key = 'the-same'",
        "UPDATE passports SET selector = 'the-same'",
        "UPDATE executives SET name = 'The same'",
        "UPDATE events SET seq = 1",
        "UPDATE answers SET executive_id = (SELECT min(executive_id) FROM answers)",
        "UPDATE reasons SET code = 'the-same'",
        "UPDATE wordings SET number = 1",
    ],
)
def test_what_must_be_there_only_once_is(made: Made, statement: str) -> None:
    panel, moderator = made.panel(), made.moderator()
    made.panel("elsewhere")
    made.moderator()
    made.question(panel)
    question = made.approved(panel, moderator)
    for executive in panel.executives:
        made.answer(question, executive, moderator)
    db.session.execute(
        text(
            "INSERT INTO wordings (question_id, number, text, details, lang, author, written_at)"
            " SELECT question_id, 2, text, details, lang, author, written_at FROM wordings"
        )
    )
    with pytest.raises(IntegrityError):
        db.session.execute(text(statement))

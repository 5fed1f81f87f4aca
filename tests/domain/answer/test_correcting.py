"""What is released in place of a text that readers read is a correction, recorded as one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.answer import writing
from domain.question import publishing
from domain.refusals import BadField, NotAvailable
from extensions import clock, db
from models import Question, RevisionState, SignOff, Statement, User
from tests.domain.record import chain
from tests.made import Made

HOUR = timedelta(hours=1)
WHY = "I said all lines and meant two."


def write(made: Made, question: Question, user: User, text: str, why: str = "") -> Statement:
    """Begin a revision and submit it."""
    answer, by, at = question.answers[0], made.by(user), clock.now()
    statement = writing.save(
        question,
        answer.executive,
        writing.body(text),
        seen=answer.statement.version,
        by=by,
        at=at,
        correction=why,
    )
    writing.submit(statement, by=by, at=at)
    return statement


def corrected(made: Made, question: Question, user: User, text: str, why: str = "") -> Statement:
    """Write another text and release it."""
    statement = write(made, question, user, text, why)
    writing.release(statement, by=made.by(user), at=clock.now())
    db.session.commit()
    return statement


def test_a_later_release_of_a_public_answer_is_a_correction_with_its_reason(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator, body="On all lines.", at=clock.now() - HOUR)
    version = question.version
    statement = corrected(made, question, moderator, "On two lines.", WHY)
    assert statement.released
    assert (statement.released.body, statement.released.correction) == ("On two lines.", WHY)
    assert chain.actions(statement)[-2:] == ["answer-submit", "answer-correct"]
    event = chain.of(statement)[-1]
    assert event.note is not None
    assert (event.note.text, event.details["revision"]) == (WHY, 2)
    assert question.version == version
    assert chain.broken(statement, made.seal) == []


def test_the_earlier_text_is_kept_and_stays_public_while_the_next_is_written(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator, body="On all lines.", at=clock.now() - HOUR)
    statement = write(made, question, moderator, "On two lines.")
    assert statement.released
    assert statement.released.body == "On all lines."
    writing.release(statement, by=made.by(moderator), at=clock.now())
    assert [r.body for r in statement.revisions] == ["On all lines.", "On two lines."]


def test_without_a_reason_it_is_a_correction_all_the_same(made: Made) -> None:
    moderator = made.moderator()
    question = made.published(made.panel(), moderator, at=clock.now() - HOUR)
    event = chain.of(corrected(made, question, moderator, "Another text."))[-1]
    assert (event.action, event.note) == ("answer-correct", None)


@pytest.mark.parametrize("when", ["released", "scheduled", "taken down"])
def test_what_nobody_reads_is_replaced_without_being_a_correction(made: Made, when: str) -> None:
    panel, moderator, now = made.panel(), made.moderator(), clock.now()
    if when == "released":
        question = made.approved(panel, moderator)
        made.answer(question, panel.executives[0], moderator)
    elif when == "scheduled":
        question = made.published(panel, moderator, when=now + HOUR)
    else:
        question = made.published(panel, moderator, at=now - HOUR)
        made.do(publishing.unpublish, question, moderator, reason="A figure was wrong.")
    statement = corrected(made, question, moderator, "Another text.", WHY)
    assert chain.actions(statement)[-1] == "answer-release"
    assert chain.of(statement)[-1].note is None


def test_there_is_nothing_to_correct_before_anything_is_released(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    statement = writing.save(
        question,
        panel.executives[0],
        writing.body("So."),
        seen=0,
        by=made.by(moderator),
        at=clock.now(),
        correction=WHY,
    )
    assert statement.newest.correction == ""


def test_who_releases_what_another_submitted_may_write_the_reason(made: Made) -> None:
    moderator, colleague, at = made.moderator(), made.moderator(), clock.now()
    question = made.published(made.panel(), moderator, at=at - HOUR)
    statement, executive = write(made, question, moderator, "Another."), question.answers[0].executive
    by, seen = made.by(colleague), statement.version
    revision = writing.release_waiting(question, executive, seen=seen, by=by, at=at, correction=WHY)
    assert (revision.body, revision.correction) == ("Another.", WHY)
    db.session.rollback()


def test_readers_read_a_text_from_its_publication_or_its_release_on(made: Made) -> None:
    moderator, now = made.moderator(), clock.now()
    question = made.published(made.panel(), moderator, at=now - HOUR)
    statement = question.answers[0].statement
    assert writing.public_since(statement, now - 2 * HOUR) is None
    assert statement.released
    assert writing.public_since(statement, now) == max(now - HOUR, statement.released.released_at or now)
    corrected(made, question, moderator, "Another text.")
    later = statement.newest.released_at
    assert writing.public_since(statement, clock.now()) == later


@pytest.mark.parametrize(("text", "code"), [("x" * 501, "too-long"), ("a\0b", "unusable-characters")])
def test_a_reason_is_short_and_can_be_kept(text: str, code: str) -> None:
    with pytest.raises(BadField) as refused:
        writing.correction(text)
    assert (refused.value.field, refused.value.code) == ("correction", code)
    assert writing.correction(" " + "x" * 500 + "\r\n") == "x" * 500


class TestSignOff:
    @pytest.mark.parametrize("preset", [SignOff.ONE_APPROVER, SignOff.COMPANY])
    def test_where_answers_pass_sign_off_nothing_is_released_without(
        self, made: Made, preset: SignOff
    ) -> None:
        panel, moderator = made.panel(), made.moderator()
        question = made.approved(panel, moderator)
        panel.sign_off = preset
        db.session.commit()
        by, at, executive = made.by(moderator), clock.now(), panel.executives[0]
        statement = writing.save(question, executive, writing.body("So."), seen=0, by=by, at=at)
        writing.submit(statement, by=by, at=at)
        with pytest.raises(NotAvailable):
            writing.release(statement, by=by, at=at)
        with pytest.raises(NotAvailable):
            writing.release_waiting(question, executive, seen=1, by=by, at=at)
        assert statement.newest.state is RevisionState.SUBMITTED

    def test_what_was_released_before_the_steps_were_set_is_not_published_unsigned(self, made: Made) -> None:
        panel, moderator = made.panel(), made.moderator()
        question = made.approved(panel, moderator)
        made.answer(question, panel.executives[0], moderator)
        panel.sign_off = SignOff.ONE_APPROVER
        db.session.commit()
        with pytest.raises(NotAvailable):
            made.do(publishing.publish, question, moderator)
        panel.sign_off = SignOff.NONE
        db.session.commit()
        made.do(publishing.publish, question, moderator)

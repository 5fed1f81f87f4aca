"""An answer is written, submitted and released; the record says who typed and for whom."""

from __future__ import annotations

import pytest

from domain import prose
from domain.answer import writing
from domain.question import deciding
from domain.refusals import BadField, NotAllowed, NotAvailable, Stale
from extensions import clock, db
from models import Executive, Question, Revision, RevisionState, Role, Statement, User
from tests.domain.question.situations import SITUATIONS, Scene
from tests.domain.record import chain
from tests.made import Made


def save(
    made: Made, question: Question, executive: Executive, user: User, text: str = "So.", seen: int = 0
) -> Statement:
    statement = writing.save(
        question, executive, writing.body(text), seen=seen, by=made.by(user), at=clock.now()
    )
    db.session.commit()
    return statement


def submit(made: Made, statement: Statement, user: User) -> Revision:
    return writing.submit(statement, by=made.by(user), at=clock.now())


def release(made: Made, statement: Statement, user: User) -> Revision:
    return writing.release(statement, by=made.by(user), at=clock.now())


def test_the_record_says_who_typed_and_for_whom(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    executive = panel.executives[1]
    statement = save(made, made.approved(panel, moderator), executive, moderator, "It *is* so.")
    revision = statement.newest
    assert (revision.typed_by, revision.on_behalf_of) == (moderator, executive)
    assert (revision.body, revision.html) == ("It *is* so.", "<p>It <em>is</em> so.</p>")
    assert (revision.renderer, revision.lang) == (prose.RENDERER, "en")
    (event,) = chain.of(statement)
    assert (event.action, event.user) == ("answer-save", moderator)
    assert event.details == {"revision": 1, "on_behalf_of": executive.id}


def test_a_draft_is_submitted_and_then_released(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    statement = save(made, made.approved(panel, moderator), panel.executives[0], moderator)
    assert (statement.newest.state, statement.released) == (RevisionState.DRAFT, None)
    revision = submit(made, statement, moderator)
    assert (revision.state, statement.released) == (RevisionState.SUBMITTED, None)
    release(made, statement, moderator)
    db.session.commit()
    assert statement.released is revision
    assert (revision.released_by, revision.released_at is None) == (moderator, False)
    assert chain.actions(statement) == ["answer-save", "answer-submit", "answer-release"]


def test_nothing_is_submitted_or_released_out_of_turn(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    statement = save(made, made.approved(panel, moderator), panel.executives[0], moderator)
    with pytest.raises(NotAvailable):
        release(made, statement, moderator)
    submit(made, statement, moderator)
    with pytest.raises(NotAvailable):
        submit(made, statement, moderator)
    release(made, statement, moderator)
    with pytest.raises(NotAvailable):
        release(made, statement, moderator)


def test_a_draft_is_overwritten_by_who_began_it(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, executive = made.approved(panel, moderator), panel.executives[0]
    save(made, question, executive, moderator, "First.")
    statement = save(made, question, executive, moderator, "Second.", seen=1)
    assert [revision.body for revision in statement.revisions] == ["Second."]
    assert statement.version == 2


def test_anybody_elses_save_begins_a_revision(made: Made) -> None:
    panel, moderator, colleague = made.panel(), made.moderator(), made.moderator()
    question, executive = made.approved(panel, moderator), panel.executives[0]
    save(made, question, executive, moderator, "First.")
    statement = save(made, question, executive, colleague, "Second.", seen=1)
    assert [(r.number, r.body, r.typed_by) for r in statement.revisions] == [
        (1, "First.", moderator),
        (2, "Second.", colleague),
    ]


def test_once_submitted_a_text_never_changes(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, executive = made.approved(panel, moderator), panel.executives[0]
    statement = save(made, question, executive, moderator, "First.")
    submit(made, statement, moderator)
    save(made, question, executive, moderator, "Second.", seen=1)
    assert [(r.body, r.state) for r in statement.revisions] == [
        ("First.", RevisionState.SUBMITTED),
        ("Second.", RevisionState.DRAFT),
    ]


def test_what_is_released_already_is_not_saved_again_unchanged(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, executive = made.approved(panel, moderator), panel.executives[0]
    made.answer(question, executive, moderator, "So.")
    with pytest.raises(NotAvailable):
        save(made, question, executive, moderator, " So. ", seen=1)


@pytest.mark.parametrize("seen", [0, 2])
def test_a_version_that_is_not_the_statements_is_refused(made: Made, seen: int) -> None:
    panel, moderator = made.panel(), made.moderator()
    question, executive = made.approved(panel, moderator), panel.executives[0]
    save(made, question, executive, moderator)
    with pytest.raises(Stale) as refused:
        save(made, question, executive, made.moderator(), "Mine.", seen=seen)
    assert refused.value == Stale(seen, 1)


def test_a_delegate_writes_for_their_own_executive_alone(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    own, other = panel.executives
    delegate = made.user(Role.EXECUTIVE, delegate_of=own)
    question = made.approved(panel, moderator)
    assert save(made, question, own, delegate).newest.typed_by == delegate
    with pytest.raises(NotAllowed):
        save(made, question, other, delegate)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.APPROVER])
def test_nobody_else_writes(made: Made, role: Role) -> None:
    panel = made.panel()
    question = made.approved(panel, made.moderator())
    with pytest.raises(NotAllowed):
        save(made, question, panel.executives[0], made.user(role))


def test_a_moderator_of_another_panel_does_not_write(made: Made) -> None:
    panel, elsewhere = made.panel(), made.panel("elsewhere")
    question = made.approved(panel, made.moderator())
    with pytest.raises(NotAllowed):
        save(made, question, panel.executives[0], made.moderator(elsewhere))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_there_is_nothing_to_answer_before_approval(made: Made, situation: str) -> None:
    scene = Scene(made)
    question, executive = scene.question(situation), scene.panel.executives[1]
    seen = question.answers[1].statement.version if len(question.answers) > 1 else 0
    if situation.startswith(("approved", "published", "scheduled")):
        save(made, question, executive, scene.moderator, "Another text.", seen=seen)
    else:
        with pytest.raises(NotAvailable):
            save(made, question, executive, scene.moderator)


def test_who_was_not_asked_has_no_slot(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    asked, other = panel.executives
    question = made.approved(panel, moderator, executives=[asked])
    stranger = made.panel("elsewhere").executives[0]
    assert writing.slot_exists(question, asked)
    for nobody in (other, stranger):
        assert not writing.slot_exists(question, nobody)
        with pytest.raises(NotAvailable):
            save(made, question, nobody, moderator)


def test_who_has_answered_keeps_the_slot(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    first, second = panel.executives
    question = made.approved(panel, moderator)
    made.answer(question, first, moderator)
    question.executives = [second]
    db.session.commit()
    assert writing.slot_exists(question, first)


def test_there_is_one_answer_of_an_executive_on_a_question(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    save(made, question, panel.executives[0], moderator)
    save(made, question, panel.executives[0], moderator, "Again.", seen=1)
    assert len(question.answers) == 1


def test_what_a_delegate_submitted_is_released_unchanged(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    executive = panel.executives[0]
    delegate = made.user(Role.EXECUTIVE, delegate_of=executive)
    question, by = made.approved(panel, moderator), made.by(moderator)
    with pytest.raises(NotAvailable):
        writing.release_waiting(question, executive, seen=0, by=by, at=clock.now())
    db.session.rollback()
    statement = save(made, question, executive, delegate, "Mine.")
    submit(made, statement, delegate)
    db.session.commit()
    with pytest.raises(Stale):
        writing.release_waiting(question, executive, seen=0, by=by, at=clock.now())
    revision = writing.release_waiting(question, executive, seen=1, by=by, at=clock.now())
    db.session.commit()
    assert (revision.body, revision.typed_by, revision.released_by) == ("Mine.", delegate, moderator)
    assert statement.version == 2


def test_answers_outlive_a_reopening(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.approved(panel, moderator)
    answer = made.answer(question, panel.executives[0], moderator)
    made.do(deciding.reopen, question, moderator)
    made.do(deciding.approve, question, moderator)
    assert question.answers == [answer]


@pytest.mark.parametrize(
    ("source", "code"), [("", "missing"), (" \r\n", "missing"), ("a\0b", "unusable-characters")]
)
def test_a_body_must_say_something_that_can_be_kept(source: str, code: str) -> None:
    with pytest.raises(BadField) as refused:
        writing.body(source)
    assert refused.value == BadField("body", code)


def test_the_language_of_an_answer_is_its_scripts_else_the_panels(made: Made) -> None:
    panel, moderator = made.panel(language="de"), made.moderator()
    first, second = panel.executives
    question = made.approved(panel, moderator)
    assert save(made, question, first, moderator, "Darum.").newest.lang == "de"
    arabic = save(made, question, second, moderator, "سنجيب على هذا السؤال قريباً")
    assert (arabic.newest.lang, arabic.newest.dir) == ("ar", "rtl")

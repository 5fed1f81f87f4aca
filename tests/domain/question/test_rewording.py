"""New texts of a question, by moderator and asker; splitting and moving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.question import deciding, families, rewording
from domain.refusals import BadField, NotAvailable
from extensions import clock, db
from models import Author, Question, Status
from tests.domain.question.situations import Scene
from tests.domain.record import chain
from tests.made import Made


def reworded(made: Made, question: Question, text: str = "In other words?", details: str = "") -> None:
    made.do(rewording.reword, question, made.moderator(), text=text, details=details)


def revised(made: Made, question: Question, text: str, details: str = "") -> None:
    rewording.revise(question, text=text, details=details, by=made.asker, at=clock.now())
    db.session.commit()


def test_the_original_stays_whoever_writes_after_it(made: Made) -> None:
    question = made.question(made.panel(), "First words?")
    reworded(made, question)
    revised(made, question, "My own words?")
    assert [(w.number, w.text, w.author) for w in question.wordings] == [
        (1, "First words?", Author.ASKER),
        (2, "In other words?", Author.MODERATOR),
        (3, "My own words?", Author.ASKER),
    ]
    assert question.original.text == "First words?"


@pytest.mark.parametrize("situation", ["pending", "held"])
def test_before_approval_a_rewording_is_a_proposal(made: Made, situation: str) -> None:
    question = Scene(made).question(situation)
    reworded(made, question)
    assert question.public is None
    assert question.newest_wording.number == 2


@pytest.mark.parametrize("situation", ["approved", "published", "scheduled"])
def test_after_approval_a_rewording_approves_itself(made: Made, situation: str) -> None:
    question = Scene(made).question(situation)
    status = question.status
    reworded(made, question)
    assert question.public is not None
    assert (question.public.text, question.public.author) == ("In other words?", Author.MODERATOR)
    assert question.status is status


def test_a_rewording_that_changes_nothing_is_refused(made: Made) -> None:
    question = made.question(made.panel(), "Why so late?", details="Since May.")
    with pytest.raises(BadField) as refused:
        reworded(made, question, " Why so late?\r\n", "Since May. ")
    assert refused.value == BadField("text", "unchanged")
    reworded(made, question, "Why so late?", "")


def test_a_rewording_obeys_the_limits_of_a_question(made: Made) -> None:
    question = made.question(made.panel())
    for text, details, field in (
        ("abc", "", "text"),
        ("x" * 501, "", "text"),
        ("fine", "x" * 3001, "details"),
    ):
        with pytest.raises(BadField) as refused:
            reworded(made, question, text, details)
        assert refused.value.field == field
    assert len(question.wordings) == 1


def test_the_wording_says_which_moderator_wrote_it(made: Made) -> None:
    moderator, question = made.moderator(), made.question(made.panel())
    made.do(rewording.reword, question, moderator, text="In other words?", details="")
    assert question.newest_wording.user_id == moderator.id


def test_a_returned_question_comes_back_pending_with_the_askers_new_words(made: Made) -> None:
    question = Scene(made).question("returned")
    revised(made, question, "In which year?")
    assert question.status is Status.PENDING
    assert question.wording.text == "In which year?"


def test_a_returned_question_may_come_back_as_it_was(made: Made) -> None:
    question = Scene(made).question("returned")
    revised(made, question, question.original.text)
    assert question.status is Status.PENDING


def test_a_pending_question_is_revised_only_by_other_words(made: Made) -> None:
    question = made.question(made.panel(), "Why so late?")
    with pytest.raises(BadField) as refused:
        revised(made, question, "Why so late?")
    assert refused.value == BadField("text", "unchanged")


def test_the_asker_may_insist_on_their_own_words(made: Made) -> None:
    question = made.question(made.panel(), "Why so late?")
    reworded(made, question)
    with pytest.raises(BadField):
        revised(made, question, "Why so late?")
    revised(made, question, "Why so late, I said?")
    assert question.newest_wording.author is Author.ASKER


def test_splitting_keeps_the_first_text_and_makes_a_pending_question_of_each_other(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.question(panel, "One? Two? Three?", executives=panel.executives[:1], details="Long.")
    parts = made.do(rewording.split, question, moderator, texts=["One, then?", " ", "Two, then?", "Three?"])
    assert parts[0] is question
    assert [part.wording.text for part in parts] == ["One, then?", "Two, then?", "Three?"]
    assert question.newest_wording.details == "Long."
    assert question.original.text == "One? Two? Three?"
    for part in parts[1:]:
        assert (part.status, part.version, part.asked_at) == (Status.PENDING, 1, question.asked_at)
        assert part.executives == panel.executives[:1]
        assert chain.actions(part) == ["split"]
        assert chain.broken(part, made.seal) == []
    assert question.passport.questions == parts
    assert chain.of(question)[-1].details["into"] == [part.id for part in parts[1:]]


def test_a_split_needs_two_texts_that_could_be_asked(made: Made) -> None:
    moderator, question = made.moderator(), made.question(made.panel())
    with pytest.raises(BadField) as refused:
        made.do(rewording.split, question, moderator, texts=["Only one?", "  "])
    assert refused.value == BadField("texts", "too-few", 2)
    with pytest.raises(BadField):
        made.do(rewording.split, question, moderator, texts=["Only one?", "abc"])
    db.session.rollback()
    assert len(question.wordings) == 1


def test_the_asker_may_revise_a_part_that_a_moderator_made(made: Made) -> None:
    moderator, question = made.moderator(), made.question(made.panel())
    _, part = made.do(rewording.split, question, moderator, texts=["One, then?", "Two, then?"])
    with pytest.raises(BadField):
        revised(made, part, "Two, then?")
    revised(made, part, "Two, I mean?")
    assert part.newest_wording.author is Author.ASKER


def test_a_held_question_stays_held_when_it_is_split(made: Made) -> None:
    scene = Scene(made)
    question = scene.question("held")
    _, part = made.do(rewording.split, question, scene.moderator, texts=["One, then?", "Two, then?"])
    assert (question.status, part.status) == (Status.HELD, Status.PENDING)


def test_a_moved_question_leaves_addressees_and_topics_behind(made: Made) -> None:
    panel, elsewhere, moderator = made.panel(), made.panel("elsewhere"), made.moderator()
    question = made.question(panel, executives=panel.executives[:1])
    event = made.do(rewording.move_to_panel, question, moderator, panel=elsewhere)
    assert question.panel == elsewhere
    assert (question.executives, question.topics) == ([], [])
    assert (event.details["from"], event.details["to"]) == (panel.id, elsewhere.id)


def test_a_question_is_not_moved_to_where_it_is(made: Made) -> None:
    panel = made.panel()
    with pytest.raises(BadField) as refused:
        made.do(rewording.move_to_panel, made.question(panel), made.moderator(), panel=panel)
    assert refused.value == BadField("panel", "same-panel")


def test_nobody_moves_a_question_to_a_panel_where_they_have_no_say(made: Made) -> None:
    panel, elsewhere = made.panel(), made.panel("elsewhere")
    question = made.question(panel)
    with pytest.raises(NotAvailable):
        made.do(rewording.move_to_panel, question, made.moderator(panel), panel=elsewhere)
    assert question.panel == panel
    assert not db.session.dirty


def test_an_answered_question_is_not_moved(made: Made) -> None:
    scene = Scene(made)
    with pytest.raises(NotAvailable):
        made.do(
            rewording.move_to_panel,
            scene.question("approved and answered"),
            scene.moderator,
            panel=scene.elsewhere,
        )


def test_a_root_is_not_moved_away_from_its_members(made: Made) -> None:
    panel, elsewhere, moderator = made.panel(), made.panel("elsewhere"), made.moderator()
    question, top = made.question(panel), made.question(panel)
    made.do(families.merge, question, moderator, into=top)
    with pytest.raises(NotAvailable):
        made.do(rewording.move_to_panel, top, moderator, panel=elsewhere)
    made.do(families.unmerge, question, moderator)
    made.do(rewording.move_to_panel, top, moderator, panel=elsewhere)


def test_a_wording_proposed_after_approval_of_another_stays_a_proposal_until_reopened(made: Made) -> None:
    moderator, question = made.moderator(), made.question(made.panel(), "First words?")
    reworded(made, question)
    made.do(deciding.approve, question, moderator, wording=1)
    assert question.wording.text == "First words?"
    made.do(deciding.reopen, question, moderator, at=clock.now() + timedelta(hours=1))
    assert question.wording.text == "In other words?"

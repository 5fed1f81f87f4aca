"""Staff enter what came by phone, by letter or at the event, and questions of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.question import asking, deciding, entering, families, lifecycle, rewording
from domain.refusals import BadField, KeyReused, NotAllowed, NotOpen
from extensions import begin_writing, clock, db
from models import Author, Panel, Passport, Question, Role, Status, User, Via
from tests.domain.record import chain, post
from tests.made import Made

HOUR = timedelta(hours=1)
EMAIL = "zoe@reader.example"


def entered(
    made: Made,
    panel: Panel,
    user: User,
    via: Via = Via.LETTER,
    *,
    text: str = "Why so late?",
    key: str = "a-key-of-its-own",
    asked_at: Any = None,
    **told: Any,
) -> Question:
    """What ``user`` enters on ``panel``."""
    begin_writing()
    question = entering.enter(
        db.session.merge(panel),
        entering.Entry(asking.Submission(text=text, **told), via, asked_at),
        key=key,
        by=made.by(db.session.merge(user)),
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    return question


@pytest.mark.parametrize("via", entering.FOR_A_READER)
def test_what_came_another_way_is_a_readers_question_and_says_how_it_came(made: Made, via: Via) -> None:
    panel, moderator = made.panel(), made.moderator()
    asked_at = clock.now() - 3 * HOUR
    told = {"details": "Since May.", "name": "Zoe", "show_name": True, "email": EMAIL}
    ids = (panel.executives[1].id,)
    question = entered(made, panel, moderator, via, asked_at=asked_at, executives=ids, **told)
    assert (question.status, question.asked_at, question.passport.via) == (Status.PENDING, asked_at, via)
    assert (question.original.author, question.original.text) == (Author.ASKER, "Why so late?")
    assert question.passport.asker is not None
    assert (question.passport.asker.name, question.passport.asker.email) == ("Zoe", EMAIL)
    assert post.kinds(question) == ["received"]
    (event,) = chain.of(question)
    assert (event.action, event.user) == ("submit", moderator)
    assert event.details == {"executives": list(ids), "asked_via": via.value}


def test_a_question_of_the_moderators_own_has_its_author_and_no_asker(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = entered(made, panel, moderator, Via.STAFF)
    assert (question.original.author, question.original.user_id) == (Author.MODERATOR, moderator.id)
    assert question.passport.asker is None
    assert post.kinds(question) == []


@pytest.mark.parametrize(("field", "value"), [("name", "Zoe"), ("email", EMAIL)])
def test_a_question_of_the_moderators_own_names_nobody(made: Made, field: str, value: str) -> None:
    with pytest.raises(BadField) as refused:
        entered(made, made.panel(), made.moderator(), Via.STAFF, **{field: value})
    assert refused.value == BadField(field, "nobody-asked")


def test_an_umbrella_takes_merges_and_is_never_sent_back(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    umbrella = entered(made, panel, moderator, Via.STAFF)
    member = made.question(panel)
    made.do(families.merge, member, moderator, into=umbrella)
    assert families.members(umbrella) == [member]
    may = lifecycle.available(umbrella, made.by(moderator), clock.now())
    assert lifecycle.Action.SEND_BACK not in may
    assert may >= {lifecycle.Action.APPROVE, lifecycle.Action.REJECT}
    assert lifecycle.Action.SEND_BACK in lifecycle.available(
        entered(made, panel, moderator, key="another-key"), made.by(moderator), clock.now()
    )


@pytest.mark.parametrize("via", [Via.FORM, Via.IMPORT])
def test_staff_enter_nothing_as_if_a_reader_had_typed_it(made: Made, via: Via) -> None:
    with pytest.raises(BadField) as refused:
        entered(made, made.panel(), made.moderator(), via)
    assert refused.value == BadField("asked_via", "missing")


def test_nothing_came_tomorrow(made: Made) -> None:
    with pytest.raises(BadField) as refused:
        entered(made, made.panel(), made.moderator(), asked_at=clock.now() + HOUR)
    assert refused.value == BadField("asked_at", "yet-to-come")


class TestSentTwice:
    def test_the_same_key_and_body_give_the_same_question(self, made: Made) -> None:
        panel, moderator = made.panel(), made.moderator()
        first = entered(made, panel, moderator)
        assert entered(made, panel, moderator) is first
        assert (db.session.query(Passport).count(), chain.actions(first)) == (1, ["submit"])

    @pytest.mark.parametrize(
        "other", [{"text": "Why so early?"}, {"via": Via.PHONE}, {"asked_at": "before"}, {"name": "Zoe"}]
    )
    def test_another_body_is_refused(self, made: Made, other: dict[str, Any]) -> None:
        panel, moderator = made.panel(), made.moderator()
        first = entered(made, panel, moderator)
        if "asked_at" in other:
            other = {"asked_at": clock.now() - HOUR}
        with pytest.raises(KeyReused) as refused:
            entered(made, panel, moderator, **other)
        assert refused.value.passport is first.passport

    def test_a_readers_key_opens_nothing(self, made: Made) -> None:
        panel = made.panel()
        begin_writing()
        submission = asking.Submission(text="Why so late?")
        taken = {"by": made.asker, "at": clock.now(), "link_key": made.link_key}
        asking.submit(db.session.merge(panel), submission, key="a-key-of-its-own", **taken)
        db.session.commit()
        with pytest.raises(KeyReused):
            entered(made, panel, made.moderator())

    def test_it_is_the_same_question_after_the_panel_was_archived(self, made: Made) -> None:
        panel, moderator = made.panel(), made.moderator()
        first = entered(made, panel, moderator)
        panel.archived_at = clock.now() - HOUR
        db.session.commit()
        assert entered(made, panel, moderator) is first


class TestWindow:
    def test_a_letter_that_comes_after_closing_or_before_opening_is_entered(self, made: Made) -> None:
        now, moderator = clock.now(), made.moderator()
        closed = made.panel("closed", opens_at=now - 9 * HOUR, closes_at=now - HOUR)
        soon = made.panel("soon", opens_at=now + HOUR)
        for panel in (closed, soon):
            question = entered(made, panel, moderator, key=f"key-of-{panel.slug}")
            assert question.status is Status.PENDING

    def test_an_archived_panel_takes_nothing(self, made: Made) -> None:
        panel = made.panel()
        panel.archived_at = clock.now() - HOUR
        db.session.commit()
        with pytest.raises(NotOpen) as refused:
            entered(made, panel, made.moderator())
        assert refused.value == NotOpen("archived")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.APPROVER, None])
def test_only_who_decides_on_the_panel_enters_anything(made: Made, role: Role | None) -> None:
    panel = made.panel()
    user = made.user(role) if role else made.moderator(made.panel("elsewhere"))
    with pytest.raises(NotAllowed):
        entered(made, panel, user)


def test_an_executive_of_another_panel_is_not_asked(made: Made) -> None:
    stranger = made.panel("elsewhere").executives[0].id
    with pytest.raises(BadField) as refused:
        entered(made, made.panel(), made.moderator(), executives=(stranger,))
    assert refused.value == BadField("executives", "not-on-this-panel")


class TestPrinting:
    def test_who_entered_it_prints_its_passport_and_nobody_else(self, made: Made) -> None:
        panel, moderator, colleague = made.panel(), made.moderator(), made.moderator()
        question = entered(made, panel, moderator)
        assert entering.may_print(question, moderator)
        assert not entering.may_print(question, colleague)

    def test_there_is_nothing_to_print_of_what_nobody_was_handed(self, made: Made) -> None:
        panel, moderator = made.panel(), made.moderator()
        own = entered(made, panel, moderator, Via.STAFF)
        assert not entering.may_print(own, moderator)
        assert not entering.may_print(made.question(panel), moderator)

    def test_what_was_split_off_has_no_passport_of_its_own_to_print(self, made: Made) -> None:
        moderator = made.moderator()
        question = entered(made, made.panel(), moderator, text="Why? And when?")
        made.do(rewording.split, question, moderator, texts=["Why is it?", "When is it?"])
        first, second = question.passport.questions
        assert entering.may_print(first, moderator)
        assert not entering.may_print(second, moderator)

    def test_a_link_that_was_ended_is_not_printed_again(self, made: Made) -> None:
        moderator = made.moderator()
        question = entered(made, made.panel(), moderator)
        made.do(deciding.approve, question, moderator)
        assert entering.may_print(question, moderator)
        question.passport.generation += 1
        db.session.commit()
        assert not entering.may_print(question, moderator)

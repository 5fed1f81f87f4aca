"""What the desk reads of the record."""

from __future__ import annotations

from datetime import timedelta

from domain.question import deciding
from domain.record import lists
from extensions import clock
from tests.domain.question.situations import reason
from tests.made import Made
from tests.price import queries


def test_the_timeline_has_the_questions_events_and_its_answers_newest_first(made: Made) -> None:
    panel, moderator = made.panel(), made.moderator()
    question = made.published(panel, moderator)
    made.published(panel, moderator)
    assert [event.action for event in lists.timeline(question)] == [
        "publish",
        "answer-release",
        "answer-submit",
        "answer-save",
        "approve",
        "submit",
    ]


def test_the_timeline_costs_one_query_however_long_it_is(made: Made) -> None:
    question, moderator = made.question(made.panel()), made.moderator()
    for _ in range(6):
        deciding.note(question, text="Remember.", by=made.by(moderator), at=clock.now())
    made.do(deciding.hold, question, moderator, note="Ask.")
    assert question.answers == []
    with queries() as sent:
        events = lists.timeline(question)
        assert next(event.note.text for event in events if event.note) == "Ask."
        assert all(event.user is None or event.user.name for event in events)
    assert len(sent) == 1


def test_the_last_event_of_a_kind_brings_its_note(made: Made) -> None:
    question, moderator = made.question(made.panel()), made.moderator()
    assert lists.last_with(question, "reject") is None
    now = clock.now()
    made.do(deciding.reject, question, moderator, reason=reason(), explanation="First.", at=now)
    made.do(deciding.reopen, question, moderator, at=now)
    made.do(deciding.reject, question, moderator, reason=reason(), explanation="Second.", at=now)
    found = lists.last_with(question, "reject")
    assert found is not None
    assert found.note is not None
    assert found.note.text == "Second."


def test_the_last_decision_is_what_made_a_version_stale(made: Made) -> None:
    question, moderator = made.question(made.panel()), made.moderator()
    made.do(deciding.hold, question, moderator, note="Ask.", at=clock.now() - timedelta(minutes=1))
    deciding.note(question, text="Remember.", by=made.by(moderator), at=clock.now())
    deciding.set_topics(question, topics=[], by=made.by(moderator), at=clock.now())
    found = lists.last_decision(question)
    assert found is not None
    assert (found.action, found.user) == ("hold", moderator)

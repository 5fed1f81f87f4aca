"""An angry day: pausing, holding what is new, taking down; each taken back, nothing lost by any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.panel import angry_day, loading, opening, window
from domain.permissions import Actor
from domain.question import asking, entering
from domain.refusals import BadField, NotAllowed, NotAvailable, NotOpen, Stale
from extensions import begin_writing, clock, db
from models import EventNote, Panel, Question, Role, Status, User, Via
from tests.domain.panel.changing import edit, happened
from tests.domain.record import chain
from tests.made import Made

HOUR = timedelta(hours=1)
VERBS: dict[str, Callable[..., None]] = {
    angry_day.PAUSE: angry_day.pause,
    angry_day.RESUME: angry_day.resume,
    angry_day.HOLD_NEW: angry_day.hold_new,
    angry_day.LET_IN: angry_day.let_in,
    angry_day.TAKE_DOWN: angry_day.take_down,
    angry_day.PUT_BACK: angry_day.put_back,
}
MOVES = {
    angry_day.PAUSE: ("open", "paused"),
    angry_day.RESUME: ("paused", "open"),
    angry_day.HOLD_NEW: ("pending", "held"),
    angry_day.LET_IN: ("held", "pending"),
    angry_day.TAKE_DOWN: ("public", "taken-down"),
    angry_day.PUT_BACK: ("taken-down", "public"),
}
PAIRS = list(angry_day.ENDS.items())


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


def take(made: Made, panel: Panel, measure: str, by: User | Actor, **told: Any) -> None:
    """Take a measure on the panel as its page shows it now, unless told."""
    seen = told.pop("seen", None)
    if measure == angry_day.TAKE_DOWN:
        told.setdefault("reason", "We look into what was said here.")
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked
    VERBS[measure](
        locked,
        seen=angry_day.seen(locked, measure) if seen is None else seen,
        by=made.by(by) if isinstance(by, User) else by,
        at=told.pop("at", clock.now()),
        **told,
    )
    db.session.commit()


def ask(made: Made, panel: Panel, **told: Any) -> Question:
    return made.question(panel, "Why is everybody so angry?", **told)


@pytest.mark.parametrize(("begin", "end"), PAIRS)
def test_each_has_its_event_and_is_taken_back_the_same_way(
    made: Made, panel: Panel, mia: User, begin: str, end: str
) -> None:
    for measure in (begin, end, begin):
        assert measure in angry_day.available(panel, clock.now())
        take(made, panel, measure, mia)
        event = happened(panel)[-1]
        assert (event.action, event.user_id) == (measure, mia.id)
        assert (event.from_status, event.to_status) == MOVES[measure]
    (standing,) = angry_day.in_force(panel, clock.now())
    assert (standing.measure, standing.event) == (begin, happened(panel)[-1])


@pytest.mark.parametrize(("begin", "end"), PAIRS)
def test_what_is_in_force_cannot_begin_and_what_is_not_cannot_end(
    made: Made, panel: Panel, mia: User, begin: str, end: str
) -> None:
    with pytest.raises(NotAvailable):
        take(made, panel, end, mia)
    take(made, panel, begin, mia)
    with pytest.raises(NotAvailable):
        take(made, panel, begin, mia)
    assert [event.action for event in happened(panel)] == ["create", begin]


@pytest.mark.parametrize(("begin", "end"), PAIRS)
def test_who_saw_it_before_a_colleague_was_there_is_told(
    made: Made, panel: Panel, mia: User, begin: str, end: str
) -> None:
    take(made, panel, begin, mia)
    take(made, panel, end, mia)
    with pytest.raises(Stale):
        take(made, panel, begin, made.moderator(), seen=0)


@pytest.mark.parametrize("measure", [begin for begin, _ in PAIRS])
def test_only_who_moderates_this_panel_may(made: Made, panel: Panel, measure: str) -> None:
    strangers = [made.user(Role.ADMINISTRATOR), made.user(Role.AUDITOR), made.moderator(made.panel("other"))]
    everybody: list[User | Actor] = [*strangers, made.system, made.asker]
    for by in everybody:
        with pytest.raises(NotAllowed):
            take(made, panel, measure, by)
    take(made, panel, measure, made.moderator(panel))


def test_none_counts_a_version_so_that_no_settings_form_goes_stale(
    made: Made, panel: Panel, mia: User
) -> None:
    seen = panel.version
    for begin, _ in PAIRS:
        take(made, panel, begin, mia)
    assert edit(made, panel, made.user(Role.ADMINISTRATOR), seen=seen, title="Ask them") == ["title"]
    assert len(angry_day.in_force(panel, clock.now())) == 3


def test_a_paused_panel_takes_no_question_until_its_time_has_come(
    made: Made, panel: Panel, mia: User
) -> None:
    until = clock.now() + HOUR
    take(made, panel, angry_day.PAUSE, mia, until=until)
    assert window.state(panel, clock.now()) == window.PAUSED
    with pytest.raises(NotOpen) as refused:
        ask(made, panel)
    assert refused.value.state == "paused"
    assert window.state(panel, until) == window.OPEN
    ask(made, panel, at=until)
    assert angry_day.in_force(panel, until) == []
    take(made, panel, angry_day.PAUSE, mia, at=until)
    assert window.resumes_at(panel) is None


def test_what_was_asked_before_goes_its_way_while_asking_is_paused(
    made: Made, panel: Panel, mia: User
) -> None:
    question = ask(made, panel)
    take(made, panel, angry_day.PAUSE, mia)
    entry = entering.Entry(asking.Submission(text="What came by letter?"), Via.LETTER)
    begin_writing()
    entered = entering.enter(
        db.session.get_one(Panel, panel.id),
        entry,
        key="a-key-of-the-day",
        by=made.by(mia),
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    assert (question.status, entered.status) == (Status.PENDING, Status.PENDING)


@pytest.mark.parametrize(
    ("hours", "code"), [(-1, "has-passed"), (0, "has-passed"), (30, "after-closing"), (24, "after-closing")]
)
def test_a_pause_ends_later_and_before_the_panel_closes(made: Made, mia: User, hours: int, code: str) -> None:
    now = clock.now()
    panel = made.panel(closes_at=now + 24 * HOUR)
    with pytest.raises(BadField) as refused:
        take(made, panel, angry_day.PAUSE, mia, until=now + hours * HOUR, at=now)
    assert (refused.value.field, refused.value.code) == ("until", code)


def test_only_an_open_panel_can_be_paused(made: Made, mia: User) -> None:
    now = clock.now()
    for panel in (
        made.panel("soon", opens_at=now + HOUR),
        made.panel("over", opens_at=now - 2 * HOUR, closes_at=now - HOUR),
    ):
        with pytest.raises(NotAvailable):
            take(made, panel, angry_day.PAUSE, mia)


def test_a_pause_does_not_outlive_the_window_in_words(made: Made, mia: User) -> None:
    now = clock.now()
    panel = made.panel(closes_at=now + 24 * HOUR)
    take(made, panel, angry_day.PAUSE, mia, until=now + 12 * HOUR)
    edit(made, panel, made.user(Role.ADMINISTRATOR), closes_at=now + 6 * HOUR)
    assert window.resumes_at(panel) is None
    assert window.state(panel, now + 7 * HOUR) == window.CLOSED


@pytest.mark.parametrize(("action", "to"), [("open", "open"), ("close", "closed"), ("archive", "archived")])
def test_who_manages_a_paused_panel_opens_closes_and_archives_it(
    made: Made, panel: Panel, mia: User, action: str, to: str
) -> None:
    take(made, panel, angry_day.PAUSE, mia)
    admin = made.by(made.user(Role.ADMINISTRATOR))
    begin_writing()
    locked = loading.locked(panel.id)
    assert locked
    opening.VERBS[action](locked, seen=locked.version, by=admin, at=clock.now())
    db.session.commit()
    assert window.state(panel, clock.now() + HOUR) == to
    event = happened(panel)[-1]
    assert (event.from_status, event.to_status) == ("paused", to)


def test_what_is_asked_while_everything_new_is_held_waits_and_says_so(
    made: Made, panel: Panel, mia: User
) -> None:
    before = ask(made, panel)
    take(made, panel, angry_day.HOLD_NEW, mia)
    held = ask(made, panel, email="zoe@reader.example")
    take(made, panel, angry_day.LET_IN, mia)
    after = ask(made, panel)
    assert [q.status for q in (before, held, after)] == [Status.PENDING, Status.HELD, Status.PENDING]
    (event,) = chain.of(held)
    assert (event.action, event.from_status, event.to_status) == ("submit", None, "held")
    assert event.details["held_since"] == happened(panel)[1].at.isoformat()
    assert "held_since" not in chain.of(after)[0].details


def test_what_staff_enter_meanwhile_is_held_too(made: Made, panel: Panel, mia: User) -> None:
    take(made, panel, angry_day.HOLD_NEW, mia)
    begin_writing()
    entered = entering.enter(
        db.session.get_one(Panel, panel.id),
        entering.Entry(asking.Submission(text="Who rang us up?"), Via.PHONE),
        key="a-key-of-the-day",
        by=made.by(mia),
        at=clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    assert entered.status is Status.HELD


def test_a_panel_is_taken_down_with_a_public_reason_which_the_record_keeps(
    made: Made, panel: Panel, mia: User
) -> None:
    for reason in ("", "  \n ", "x" * 2001):
        with pytest.raises(BadField):
            take(made, panel, angry_day.TAKE_DOWN, mia, reason=reason)
    take(made, panel, angry_day.TAKE_DOWN, mia, reason=" A figure was wrong. \r\n")
    assert panel.taken_down_reason == "A figure was wrong."
    event = happened(panel)[-1]
    assert event.details == {}
    assert db.session.get_one(EventNote, event.id).text == "A figure was wrong."
    with pytest.raises(NotOpen) as refused:
        ask(made, panel)
    assert refused.value.state == "taken-down"
    take(made, panel, angry_day.PUT_BACK, mia)
    assert (panel.taken_down_at, panel.taken_down_reason) == (None, "")
    ask(made, panel)


def test_of_two_who_take_it_down_at_once_one_does(made: Made, panel: Panel, mia: User) -> None:
    seen = angry_day.seen(panel, angry_day.TAKE_DOWN)
    take(made, panel, angry_day.TAKE_DOWN, mia, seen=seen)
    with pytest.raises(Stale):
        take(made, panel, angry_day.TAKE_DOWN, made.moderator(), seen=seen, reason="Another one.")
    assert panel.taken_down_reason == "We look into what was said here."

"""Notices: shown exactly while their time lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.panel import loading, notices
from domain.panel.notices import Wanted
from domain.permissions import Actor
from domain.refusals import BadField, NotAllowed, Stale
from extensions import clock, db
from models import Panel
from tests.domain.panel.pieces.record import is_whole, told
from tests.made import Made

HOUR = timedelta(hours=1)


def test_a_notice_is_shown_from_its_first_moment_to_its_last(panel: Panel, by: Actor) -> None:
    now = clock.now()
    notice = notices.add(panel, Wanted(" No answers \n yet. ", now + HOUR, now + 2 * HOUR), by=by, at=now)
    db.session.commit()
    assert notice.text == "No answers yet."
    tick = timedelta(seconds=1)
    for at, shown in (
        (now, []),
        (now + HOUR - tick, []),
        (now + HOUR, [notice]),
        (now + 2 * HOUR - tick, [notice]),
        (now + 2 * HOUR, []),
    ):
        assert list(notices.shown(panel, at)) == shown, at


def test_without_times_it_is_shown_from_now_on(panel: Panel, by: Actor) -> None:
    now = clock.now()
    notice = notices.add(panel, Wanted("Soon."), by=by, at=now)
    db.session.commit()
    assert list(notices.shown(panel, now)) == [notice]
    assert list(notices.shown(panel, now + 1000 * HOUR)) == [notice]


def test_a_notice_belongs_to_its_panel(made: Made, panel: Panel, by: Actor) -> None:
    notice = notices.add(panel, Wanted("Soon."), by=by, at=clock.now())
    db.session.commit()
    other = made.panel("ask-them")
    assert list(notices.every(other)) == []
    assert notices.find(other, notice.id) is None


def test_what_ends_before_it_begins_is_refused(panel: Panel, by: Actor) -> None:
    now = clock.now()
    for wanted in (Wanted("Soon.", now, now), Wanted("Soon.", None, now - HOUR)):
        with pytest.raises(BadField) as refused:
            notices.add(panel, wanted, by=by, at=now)
        assert (refused.value.field, refused.value.code) == ("shown_until", "before-it-begins")
    with pytest.raises(BadField):
        notices.add(panel, Wanted("  "), by=by, at=now)
    with pytest.raises(BadField):
        notices.add(panel, Wanted("x" * 301), by=by, at=now)


def test_it_is_changed_and_removed_and_the_record_holds_no_text(made: Made, panel: Panel, by: Actor) -> None:
    now = clock.now()
    notice = notices.add(panel, Wanted("Soon."), by=by, at=now)
    db.session.commit()
    id_, seen = notice.id, loading.newest_event(panel)
    notices.edit(notice, Wanted("Later.", None, now + HOUR), seen=seen, by=by, at=now + HOUR / 2)
    db.session.commit()
    assert (notice.text, notice.shown_from) == ("Later.", now)
    with pytest.raises(Stale):
        notices.edit(notice, Wanted("Never."), seen=seen, by=by, at=now)
    notices.remove(notice, by=by, at=now)
    db.session.commit()
    assert list(notices.every(panel)) == []
    assert told(panel) == [
        ("notice-add", {"notice": id_}),
        ("notice-edit", {"notice": id_, "changed": ["text", "shown_until"]}),
        ("notice-remove", {"notice": id_}),
    ]
    assert is_whole(panel, made.seal)


def test_nobody_from_elsewhere_pins_anything(panel: Panel, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        notices.add(panel, Wanted("Soon."), by=stranger, at=clock.now())

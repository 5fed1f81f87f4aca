"""A panel like another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.panel import copying, creating
from domain.panel.settings import present
from domain.refusals import BadField, Exists, NotAllowed
from extensions import begin_writing, clock, db
from models import Audience, Names, Notice, NotTaken, Panel, Question, Role, SignOff, Standing, User
from tests.domain.panel.changing import edit, happened
from tests.made import Made

DAY = timedelta(days=1)


@pytest.fixture
def admin(made: Made) -> User:
    return made.user(Role.ADMINISTRATOR)


@pytest.fixture
def panel(made: Made, admin: User) -> Panel:
    """A panel that has something of everything."""
    panel = made.panel(executives=("Ada Brook", "Ben Cole", "Cy Dale"))
    edit(made, panel, admin, accent="#c9411b", names=Names.FIRST, languages=("es",), sign_off=SignOff.COMPANY)
    begin_writing()
    panel = db.session.merge(panel)
    panel.executives[1].standing = Standing.NOT_TAKING_PART
    panel.executives[1].standing_reason = "On leave"
    panel.executives[2].standing = Standing.LEFT
    creating.topic(panel, "Prices")
    now = clock.now()
    panel.notices = [Notice(text="No figures", shown_from=now, shown_until=now + DAY, created_at=now)]
    panel.not_taken = [
        NotTaken(title="Refunds", standard_text="Ask there.", words=["refund"], written_at=now, link_url="/x")
    ]
    db.session.commit()
    made.question(panel)
    return panel


def copy(made: Made, panel: Panel, by: User, slug: str = "ask-again", **told: Any) -> Panel:
    wanted = copying.Copy(slug=slug, title="Ask again", opens_at=panel.opens_at + 7 * DAY, **told)
    found = copying.copy(panel, wanted, reserved=("desk",), by=made.by(by), at=clock.now())
    db.session.commit()
    return found


def test_settings_and_pieces_come_along_and_questions_do_not(made: Made, panel: Panel, admin: User) -> None:
    found = copy(made, panel, admin, closes_at=panel.opens_at + 9 * DAY)
    own = {"title": "Ask again", "opens_at": found.opens_at, "closes_at": found.closes_at}
    known, new = vars(present(panel)), vars(present(found))
    assert new == {**known, **own}
    assert [(e.name, e.standing, e.standing_reason) for e in found.executives] == [
        ("Ada Brook", Standing.ANSWERING, ""),
        ("Ben Cole", Standing.NOT_TAKING_PART, "On leave"),
    ]
    assert [topic.title for topic in found.topics] == ["Prices"]
    assert [(n.text, n.shown_from) for n in found.notices] == [
        ("No figures", panel.notices[0].shown_from + 7 * DAY)
    ]
    assert [(t.title, t.words, t.link_url) for t in found.not_taken] == [("Refunds", ["refund"], "/x")]
    count = select(func.count()).select_from(Question).where(Question.panel_id == found.id)
    assert db.session.scalar(count) == 0
    assert found.short_code != panel.short_code
    assert found.version == 1
    assert [(event.action, event.details) for event in happened(found)] == [("create", {"like": panel.id})]


def test_what_is_changed_in_the_copy_is_not_changed_in_the_panel(
    made: Made, panel: Panel, admin: User
) -> None:
    found = copy(made, panel, admin)
    edit(made, found, admin, languages=("ar",), accent=None)
    db.session.refresh(panel)
    assert panel.languages == ["es"]
    assert panel.accent == "#c9411b"


def test_the_copy_of_a_panel_by_link_has_a_tail_of_its_own(made: Made, panel: Panel, admin: User) -> None:
    edit(made, panel, admin, audience=Audience.LINK)
    db.session.refresh(panel)
    found = copy(made, panel, admin)
    assert found.slug.startswith("ask-again-")
    assert found.slug[-12:] != panel.slug[-12:]


def test_what_cannot_be_is_refused_as_of_any_new_panel(made: Made, panel: Panel, admin: User) -> None:
    with pytest.raises(Exists):
        copy(made, panel, admin, "ask-us")
    for slug, code in (("Ask", "not-a-slug"), ("desk", "reserved")):
        with pytest.raises(BadField) as refused:
            copy(made, panel, admin, slug)
        assert refused.value == BadField("slug", code)
    with pytest.raises(BadField) as refused:
        copy(made, panel, admin, closes_at=panel.opens_at)
    assert refused.value == BadField("closes", "before-opening")


def test_only_who_makes_panels_may(made: Made, panel: Panel) -> None:
    for user in (made.user(Role.ADMINISTRATOR, panel=panel), made.user(Role.AUDITOR), made.moderator()):
        with pytest.raises(NotAllowed):
            copy(made, panel, user)


def test_a_copy_is_suggested_that_is_open_for_as_long(made: Made) -> None:
    now = clock.now()
    short = made.panel(opens_at=now - 9 * DAY, closes_at=now - 2 * DAY)
    suggested = copying.suggested(short, now)
    assert (suggested.opens_at, suggested.closes_at) == (now, now + 7 * DAY)
    assert copying.suggested(made.panel("endless"), now).closes_at is None
    brief = made.panel("brief", opens_at=now, closes_at=now + timedelta(seconds=9))
    assert copying.suggested(brief, now).closes_at is None

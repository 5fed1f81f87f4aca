"""Saved views: one's own and the panel's, each under a name of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from domain.desk import views
from domain.desk.filters import Age, Filters, read
from domain.refusals import BadField, NotAllowed, NotAvailable
from extensions import begin_writing, clock, db
from models import Event, Panel, Role, SavedView, SubjectKind, User
from tests.made import Made

LATE = Filters(age=Age.OVERDUE, topics=(3, 0))
Save = Callable[..., SavedView]


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator()


@pytest.fixture
def save(made: Made, panel: Panel) -> Save:
    """Save a view, and commit."""

    def saved(
        by: User, title: str = "Over target", filters: Filters = LATE, *, for_panel: bool = False
    ) -> SavedView:
        begin_writing()
        view = views.save(
            panel, title, filters, for_panel=for_panel, by=made.by(db.session.merge(by)), at=clock.now()
        )
        db.session.commit()
        return view

    return saved


def panel_events(panel: Panel) -> list[str]:
    of_panel = Event.subject_kind == SubjectKind.PANEL, Event.subject_id == panel.id
    found = db.session.scalars(select(Event.action).where(*of_panel).order_by(Event.seq)).all()
    return [action for action in found if action.endswith("-view")]


def test_a_view_comes_back_as_it_was_saved(save: Save, panel: Panel, mia: User) -> None:
    save(mia, "  Over   target ")
    view = views.every(panel, mia.id)[0]
    assert view.title == "Over target"
    assert read(view.filters) == LATE


def test_ones_own_are_nobody_elses_and_the_panels_are_everybodys(
    save: Save, made: Made, panel: Panel, mia: User
) -> None:
    noor = made.moderator()
    own, shared = save(mia), save(noor, for_panel=True)
    assert list(views.every(panel, mia.id)) == [shared, own]
    assert list(views.every(panel, noor.id)) == [shared]
    assert panel_events(panel) == ["save-view"]


def test_a_name_is_taken_once_and_the_same_view_again_changes_nothing(
    save: Save, panel: Panel, mia: User
) -> None:
    first = save(mia)
    assert save(mia).id == first.id
    with pytest.raises(BadField, match="view-taken"):
        save(mia, filters=Filters())
    db.session.rollback()
    save(mia, filters=Filters(), for_panel=True)
    assert len(views.every(panel, mia.id)) == 2


@pytest.mark.parametrize("title", ["", "   ", "x" * 61, "a\0b"])
def test_a_name_has_one_to_sixty_characters(save: Save, mia: User, title: str) -> None:
    with pytest.raises(BadField):
        save(mia, title)


def test_there_are_thirty_of_one_owner(
    save: Save, panel: Panel, mia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    save(mia, "One")
    save(mia, "Two")
    with pytest.raises(BadField, match="too-many-views"):
        save(mia, "Three")
    db.session.rollback()
    save(mia, "Three", for_panel=True)


def test_who_does_not_decide_here_saves_nothing(save: Save, made: Made) -> None:
    with pytest.raises(NotAllowed):
        save(made.user(Role.AUDITOR))


def test_the_panels_views_go_by_anybody_and_ones_own_by_oneself(
    save: Save, made: Made, panel: Panel, mia: User
) -> None:
    noor = made.moderator()
    own, shared = save(mia), save(mia, for_panel=True)
    begin_writing()
    with pytest.raises(NotAvailable):
        views.remove(own, by=made.by(noor), at=clock.now())
    views.remove(shared, by=made.by(noor), at=clock.now())
    views.remove(own, by=made.by(mia), at=clock.now())
    db.session.commit()
    assert list(views.every(panel, mia.id)) == []
    assert panel_events(panel) == ["save-view", "remove-view"]

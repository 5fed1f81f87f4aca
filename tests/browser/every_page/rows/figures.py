"""The desk's home and second looks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect
from sqlalchemy import select

from domain.desk.second_looks import drawing, looking
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, Role, SecondLook, SubjectKind, User
from tests.browser.every_page.row import Row, unfold_everything

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

LOOKS, READS = "who takes second looks", "who reads the figures"


def _reject_without_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Reject it").click()
    expect(page.locator(".summary")).to_be_visible()


def _write_nothing(page: Page) -> None:
    page.get_by_role("button", name="Write it").click()
    expect(page.locator(".summary")).to_be_visible()


ROWS: dict[str, Row] = {
    "home of the desk": Row("/desk/home?panel=ask-us", "moderator"),
    "home of the desk, unfolded": Row("/desk/home?panel=ask-us", LOOKS, then=unfold_everything),
    "home of the desk, empty": Row("/desk/home", "newcomer"),
    "home of the desk, only read": Row("/desk/home?panel=ask-us", READS),
    "second look": Row("/desk/second-look?panel=ask-us", LOOKS, then=unfold_everything),
    "second look, to reject": Row("/desk/second-look?panel=ask-us#choose-reject", LOOKS),
    "second look, with errors": Row(
        "/desk/second-look?panel=ask-us#choose-reject", LOOKS, then=_reject_without_a_reason
    ),
    "second look, none": Row("/desk/second-look", "newcomer"),
    "second look, only read": Row("/desk/second-look?panel=ask-us", READS),
    "second look, taken": Row("second look, taken", LOOKS),
    "second look, why with errors": Row("second look, taken", LOOKS, then=_write_nothing),
    "second look, of another": Row("second look, taken", READS),
    "disagreements": Row("/desk/second-look/disagreements?panel=ask-us", LOOKS),
    "disagreements, none": Row("/desk/second-look/disagreements", "newcomer"),
}
VARIANTS: set[str] = {
    "home of the desk",
    "home of the desk, empty",
    "home of the desk, only read",
    "second look, to reject",
    "second look, none",
    "second look, only read",
    "second look, why with errors",
    "second look, of another",
    "disagreements, none",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made = world.made
    looks = made.moderator(name="Lova Look")
    world.emails[LOOKS] = looks.email
    world.emails[READS] = made.user(Role.AUDITOR, name="Ada Audit").email
    drawn = _draw(world)
    for place, second_look_id in enumerate(drawn[:6]):
        begin_writing()
        look = looking.locked(second_look_id)
        assert look is not None
        action = "hold" if place % 3 == 0 else look.first_action
        reason = look.first_reason if action == "reject" else None
        by = made.by(db.session.get_one(User, looks.id))
        looking.look(look, action=action, reason=reason, by=by, at=clock.now())
        db.session.commit()
    world.paths["second look, taken"] = f"/desk/second-look/{drawn[0]}"


def _draw(world: World) -> list[int]:
    """Let eight decisions of the world come up again; their ids."""
    panel = db.session.scalars(select(Panel).where(Panel.slug == "ask-us")).one()
    begin_writing()
    panel = db.session.get_one(Panel, panel.id)
    panel.second_look_share = 100
    mia = db.session.get_one(User, world.moderator.id)
    events = db.session.scalars(
        select(Event)
        .join(Question, Question.id == Event.subject_id)
        .where(
            Question.panel_id == panel.id,
            Event.subject_kind == SubjectKind.QUESTION,
            Question.reason_id.is_(None),
            Event.action == "approve",
            Event.user_id == mia.id,
        )
        .order_by(Event.id)
        .limit(8)
    ).all()
    found = []
    for event in events:
        drawing.take_back(event)
        look = drawing.draw(db.session.get_one(Question, event.subject_id), event, by=world.made.by(mia))
        assert look is not None
        look.decided_at -= timedelta(minutes=5)
        found.append(look.id)
    panel.second_look_share = 5
    db.session.commit()
    assert len(db.session.scalars(select(SecondLook.id)).all()) >= len(found)
    return found

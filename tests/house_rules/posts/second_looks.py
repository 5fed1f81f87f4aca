"""POSTs of a second look."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from domain.desk.second_looks import drawing, looking
from extensions import begin_writing, clock, db
from models import Event, Panel, Question, SecondLook, User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def waiting(world: World) -> SecondLook:
    """The approval of a question of its own: it comes up again for everybody but who took it."""
    begin_writing()
    panel = db.session.get_one(Panel, world.panel.id)
    panel.paused_at = panel.paused_until = panel.taken_down_at = None  # an earlier row may have done it
    db.session.commit()
    made = world.made.approved(panel, db.session.merge(world.moderator))
    begin_writing()
    question = db.session.get_one(Question, made.id)
    event = db.session.scalars(
        select(Event).where(Event.subject_id == question.id, Event.action == "approve")
    ).one()
    drawing.take_back(event)
    panel = db.session.get_one(Panel, question.panel_id)
    share, panel.second_look_share = panel.second_look_share, 100
    look = drawing.draw(question, event, by=world.made.by(db.session.get_one(User, world.moderator.id)))
    assert look is not None
    look.decided_at -= timedelta(minutes=5)
    panel.second_look_share = share
    db.session.commit()
    return look


def looked(world: World) -> SecondLook:
    """One at which a colleague has looked, and sees it differently."""
    look = waiting(world)
    begin_writing()
    locked = looking.locked(look.id)
    assert locked is not None
    by = world.made.by(db.session.get_one(User, world.people["colleague"].id))
    looking.look(locked, action="hold", by=by, at=clock.now())
    db.session.commit()
    return look


def latest(world: World) -> str:
    """The page of the look that was drawn last."""
    newest = db.session.scalar(select(func.max(SecondLook.id)))
    return f"/desk/second-look/{newest}"


POSTS: list[Post] = [
    Post(
        "look a second time",
        lambda world: f"/desk/second-look/{waiting(world).id}",
        lambda world: {"action": "approve"},
        who="colleague",
        records="second-look",
        page=latest,
    ),
    Post(
        "say why one sees it differently",
        lambda world: f"/desk/second-look/{looked(world).id}/why",
        lambda world: {"why": "Legal should see it."},
        who="colleague",
        typed="why",
        records="second-look",
        page=latest,
    ),
]

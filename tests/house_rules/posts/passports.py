"""POSTs about passports."""

from __future__ import annotations

from domain.asker import passports
from extensions import begin_writing, db
from models import Panel
from tests.house_rules.posts.asking import passport
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World


def confirmation(world: World) -> str:
    """Where the address of a question of a careful panel is confirmed."""
    begin_writing()
    panel = db.session.get_one(Panel, world.panel.id)
    panel.confirm_email = True
    db.session.commit()
    question = world.made.question(panel, email="careful@floor.example")
    panel.confirm_email = False
    db.session.commit()
    return f"/passport/{passports.confirmation_token(question.passport, world.made.link_key)}/confirm"


POSTS: list[Post] = [
    Post(
        "appeal",
        passport("rejected", "/appeal"),
        lambda world: {"why": "It is about the panel."},
        who=None,
        typed="why",
        records="appeal",
        page=passport("rejected"),
    ),
    Post(
        "object",
        passport("approved", "/object"),
        lambda world: {"why": "It is not what I meant."},
        who=None,
        typed="why",
        records="object",
        page=passport("approved"),
    ),
    Post(
        "notify",
        passport("published", "/notify"),
        lambda world: {"email": "another@floor.example"},
        who=None,
        typed="email",
        records="notify",
        page=passport("published"),
    ),
    Post(
        "name",
        passport("published", "/name"),
        lambda world: {"show_name": "false"},
        who=None,
        records="name",
        page=passport("published"),
    ),
    Post(
        "erase",
        passport("held", "/erase"),
        lambda world: {"confirm": "yes"},
        who=None,
        records="erase",
        page=passport("held"),
    ),
    Post("confirm", confirmation, lambda world: {}, who=None, records="confirm"),
    Post(
        "lost link",
        lambda world: "/passport/lost",
        lambda world: {"email": "rita@floor.example"},
        who=None,
        typed="email",
        status=200,
    ),
]

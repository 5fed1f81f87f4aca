"""What is sent of one's own account."""

from __future__ import annotations

from domain.account import sign_ins
from extensions import begin_writing, clock, db
from models import User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World
from tests.made import PASSWORD


def of_another_browser(world: World) -> str:
    """Where the moderator ends a sign-in that was begun elsewhere."""
    begin_writing()
    user = db.session.get_one(User, world.moderator.id)
    sign_ins.begin(user, user_agent="Another browser", at=clock.now())
    newest = sign_ins.current(user, clock.now())[0]
    db.session.commit()
    return f"/account/sign-ins/{newest.id}/end"


def security(world: World) -> str:
    """The page of one's sign-ins."""
    return "/account/security"


POSTS: list[Post] = [
    Post(
        "sign-in",
        lambda world: "/account/sign-in",
        lambda world: {"email": world.moderator.email, "password": PASSWORD},
        who=None,
        typed="email",
    ),
    Post("sign-out", lambda world: "/account/sign-out", lambda world: {}, page=security),
    Post("sign-in's end", of_another_browser, lambda world: {}, page=security),
]

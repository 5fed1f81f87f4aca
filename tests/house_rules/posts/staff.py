"""POSTs about staff."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from domain.account import disabling, inviting, loading, sign_ins
from domain.account.creating import Grant
from extensions import begin_writing, clock, db
from models import Invitation, Role, RoleGrant, User
from tests.house_rules.posts.post import Post
from tests.house_rules.world import World
from tests.made import PASSWORD

COUNTER = count(1)
NEW_PASSWORD = "another horse, another battery"


def invited(world: World) -> Invitation:
    """Somebody who was invited and has not come yet."""
    begin_writing()
    by = world.made.by(db.session.get_one(User, world.people["administrator"].id))
    email = f"invited{next(COUNTER)}@floor.example"
    made = inviting.invite(email=email, grant=Grant(Role.MODERATOR), by=by, at=clock.now())
    db.session.commit()
    return made


def newest() -> User:
    """Whoever was made last."""
    return db.session.scalars(db.select(User).order_by(User.id.desc()).limit(1)).one()


def link(world: World) -> str:
    """Where somebody who was just invited joins."""
    return f"/account/invitation/{inviting.token(invited(world), world.made.link_key)}"


def approver(world: World) -> str:
    """The page of the approver."""
    return f"/manage/staff/{world.people['approver'].id}"


def of_approver(ending: str) -> Callable[[World], str]:
    """An address below the page of the approver."""
    return lambda world: approver(world) + ending


def grant_of_approver(world: World) -> str:
    """Where the approver's role is revoked."""
    held = db.select(RoleGrant.id).where(RoleGrant.user_id == world.people["approver"].id)
    return f"{approver(world)}/grants/{db.session.scalars(held).one()}/revoke"


def sign_in_of_approver(world: World) -> str:
    """Where a browser of the approver's is signed out."""
    begin_writing()
    user = db.session.get_one(User, world.people["approver"].id)
    sign_ins.begin(user, user_agent="A browser", at=clock.now())
    begun = sign_ins.current(user, clock.now())[0].id
    db.session.commit()
    return f"{approver(world)}/sign-ins/{begun}/end"


def disabled(world: World) -> str:
    """Where an account that is disabled is enabled."""
    user = world.made.user(Role.AUDITOR)
    begin_writing()
    by = world.made.by(db.session.get_one(User, world.people["administrator"].id))
    locked = loading.locked(user.id)
    assert locked is not None
    disabling.disable(locked, by=by, at=clock.now())
    db.session.commit()
    return f"/manage/staff/{user.id}/enable"


def invitation(ending: str) -> Callable[[World], str]:
    """An address below the page of somebody who was just invited."""
    return lambda world: f"/manage/staff/{invited(world).user_id}/invitation/{ending}"


def staff(world: World) -> str:
    """A page of the administrator's with a form."""
    return f"/manage/staff/{world.people['moderator'].id}"


def press(name: str, address: Callable[[World], str], records: str) -> Post:
    """What an administrator does with one press."""
    return Post(name, address, lambda world: {}, who="administrator", records=records, page=staff)


POSTS: list[Post] = [
    Post(
        "invite",
        lambda world: "/manage/staff/invite",
        lambda world: {"email": "new@floor.example", "role": "moderator", "panel": world.panel.slug},
        who="administrator",
        typed="email",
        records="invite",
    ),
    Post(
        "join",
        link,
        lambda world: {"name": "Nora New", "password": NEW_PASSWORD},
        who=None,
        typed="name",
        records="join",
        page=lambda world: (
            f"/account/invitation/{inviting.token(newest().invitations[-1], world.made.link_key)}"
        ),
    ),
    Post(
        "grant",
        of_approver("/grant"),
        lambda world: {"role": "moderator", "panel": ""},
        who="administrator",
        records="grant",
        page=approver,
    ),
    press("revoke", grant_of_approver, "revoke"),
    press("sign-in's end by an administrator", sign_in_of_approver, "end-sign-ins"),
    press("sign-ins' end by an administrator", of_approver("/sign-ins/end"), "end-sign-ins"),
    press("disable", of_approver("/disable"), "disable"),
    press("enable", disabled, "enable"),
    press("invite again", invitation("renew"), "invite-again"),
    press("take an invitation back", invitation("take-back"), "take-back-invitation"),
    Post(
        "password",
        lambda world: "/account/password",
        lambda world: {"old": PASSWORD, "new": NEW_PASSWORD},
        who="colleague",
        records="password",
        page=lambda world: "/account/security",
    ),
    Post(
        "the other sign-ins' end",
        lambda world: "/account/sign-ins/end-others",
        lambda world: {},
        page=lambda world: "/account/security",
    ),
]

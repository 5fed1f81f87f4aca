"""GETs about staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.account import inviting
from extensions import db
from models import Invitation
from tests.house_rules.posts.staff import invited
from tests.house_rules.world import World


def token(world: World) -> list[Any]:
    """The link of somebody who was invited, made at the first call."""
    known = db.session.scalars(db.select(Invitation).limit(1)).first()
    return [inviting.token(known or invited(world), world.made.link_key)]


QUERIES: dict[str, list[str]] = {
    "managing.staff_list": ["?q=floor", "?q=nobody+at+all", "?after=1"],
}
PARTS: dict[str, Callable[[World], list[Any]]] = {
    "user_id": lambda world: [world.people["moderator"].id, world.people["approver"].id],
    "token": token,
}

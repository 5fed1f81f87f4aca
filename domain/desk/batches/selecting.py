"""Which questions a batch is about: those that were ticked, or everything that a filter finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from domain.desk.batches.making import MOST
from domain.desk.filters import Filters, Sort
from domain.permissions import Permission, may
from domain.question import lists
from domain.question.lists import ARRIVED, Walk
from domain.refusals import BadField, TooSlow
from extensions import db
from models import Panel, Question, User


@dataclass(frozen=True)
class Found:
    """The version of each question that a filter finds, and how many more than one batch takes there are."""

    versions: Mapping[int, int]
    left: int = 0


def parsed(values: Iterable[str]) -> dict[int, int]:
    """The versions by question of values such as ``17:3``, or several in one with commas between.

    A question that comes twice counts once, at its newest version.

    Raises:
        BadField: one of them is not written so.
    """
    found: dict[int, int] = {}
    for pair in (part for value in values for part in value.split(",") if part.strip()):
        id_, _, version = pair.strip().partition(":")
        if not (_whole(id_, 18) and _whole(version, 9)):
            raise BadField("questions", "not-questions")
        found[int(id_)] = max(int(version), found.get(int(id_), 0))
    return found


def on_one_panel(versions: Mapping[int, int], panel: Panel | None, user: User) -> Panel | None:
    """The panel of these questions, ``panel`` where one is told; None: one of them is nowhere for ``user``.

    One that was moved to another panel since it was selected is no obstacle: the batch will name it.

    Raises:
        BadField: they are on several panels.
    """
    rows = db.session.execute(
        select(Question.id, Question.panel_id, Question.version).where(Question.id.in_(versions), ARRIVED)
    ).all()
    if len(rows) < len(versions):
        return None
    panel = panel or (db.session.get_one(Panel, rows[0].panel_id) if rows else None)
    if panel is None or not may(user, Permission.DECIDE, panel.id):
        return None
    elsewhere = [row for row in rows if row.panel_id != panel.id and row.version == versions[row.id]]
    if any(not may(user, Permission.DECIDE, row.panel_id) for row in elsewhere):
        return None
    if elsewhere:
        raise BadField("questions", "several-panels")
    return panel


def everything(panel: Panel, filters: Filters, *, user_id: int, at: datetime) -> Found:
    """All that ``filters`` find, the oldest first, at the versions of this moment; 2,000 at most.

    Raises:
        BadField: the search takes too long.
    """
    walk = Walk(panel, replace(filters, sort=Sort.OLDEST), user_id=user_id, at=at)
    try:
        found = lists.everything(walk, MOST + 1)
        left = walk.tally() - MOST if len(found) > MOST else 0
    except TooSlow as refusal:
        raise BadField("questions", "too-slow") from refusal
    return Found(dict(found[:MOST]), max(left, 0))


def _whole(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) <= longest

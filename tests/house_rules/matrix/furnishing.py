"""What the world of the house's rules has none of, so that every address is somewhere."""

from __future__ import annotations

from domain.question import asking, entering
from extensions import begin_writing, clock, db
from models import Panel, Via
from tests.house_rules.world import World

NOWHERE = frozenset({"reading.media"})
"""Cells of which even this world has nothing: a picture is a file too."""


def furnish(world: World) -> None:
    """An accent, a list of open questions, a question that came by letter, and a corrected answer."""
    begin_writing()
    panel = db.session.get_one(Panel, world.panel.id)
    panel.list_open, panel.accent = True, "#0b5d66"
    db.session.commit()
    begin_writing()
    by = world.made.by(db.session.merge(world.moderator))
    entry = entering.Entry(asking.Submission(text="What came by letter?"), Via.LETTER)
    world.questions["entered"] = entering.enter(
        db.session.merge(panel),
        entry,
        key="a-key-of-the-matrix",
        by=by,
        at=clock.now(),
        link_key=world.made.link_key,
    )
    db.session.commit()
    answered = world.questions["published"]
    world.made.answer(answered, answered.panel.executives[0], world.moderator, "It was otherwise.")

"""Questions in every situation that the table of the lifecycle knows, and how each verb is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from domain.desk import reasons
from domain.permissions import Actor
from domain.question import deciding, families, publishing, rewording, withdrawing
from extensions import clock, db
from models import ActorKind, Panel, Question, Role, User
from tests.made import Made

WEEK = timedelta(days=7)
Verb = Callable[[Question, Actor, datetime], Any]


class Scene:
    """A panel, another one, and everybody who might try something."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.panel = made.panel()
        self.elsewhere = made.panel("elsewhere")
        self.moderator = made.moderator()
        self.other_question = made.question(self.panel, "What may the others be merged into?")

    def people(self) -> dict[str, Actor]:
        """Everybody, by what they are."""
        made, panel = self.made, self.panel
        users = {
            "moderator": self.moderator,
            "moderator of another panel": made.moderator(self.elsewhere),
            "auditor": made.user(Role.AUDITOR),
            "administrator": made.user(Role.ADMINISTRATOR),
            "approver": made.user(Role.APPROVER),
            "delegate": made.user(Role.EXECUTIVE, delegate_of=panel.executives[0]),
        }
        return {
            **{name: made.by(user) for name, user in users.items()},
            "asker": made.asker,
            "system": Actor(ActorKind.SYSTEM, made.seal),
        }

    def question(self, situation: str) -> Question:
        """A question in this situation, decided by the scene's moderator."""
        return SITUATIONS[situation](self)

    def verbs(self) -> dict[str, Verb]:
        """Each action as a call that only the lifecycle can refuse."""
        return {
            "approve": lambda q, by, at: deciding.approve(q, seen=q.version, by=by, at=at),
            "hold": lambda q, by, at: deciding.hold(q, note="ask", seen=q.version, by=by, at=at),
            "resume": lambda q, by, at: deciding.resume(q, seen=q.version, by=by, at=at),
            "send-back": lambda q, by, at: deciding.send_back(q, message="?", seen=q.version, by=by, at=at),
            "revise": lambda q, by, at: rewording.revise(q, text="Other words?", details="", by=by, at=at),
            "reject": lambda q, by, at: deciding.reject(
                q, reason=reason("spam"), seen=q.version, by=by, at=at
            ),
            "object": lambda q, by, at: withdrawing.object_to(q, why="No.", by=by, at=at),
            "appeal": lambda q, by, at: withdrawing.appeal(q, why="It is fair.", by=by, at=at),
            "reopen": lambda q, by, at: deciding.reopen(q, seen=q.version, by=by, at=at),
            "merge": lambda q, by, at: families.merge(
                q, into=self.other_question, seen=q.version, by=by, at=at
            ),
            "unmerge": lambda q, by, at: families.unmerge(q, seen=q.version, by=by, at=at),
            "publish": lambda q, by, at: publishing.publish(q, seen=q.version, by=by, at=at),
            "unpublish": lambda q, by, at: publishing.unpublish(
                q, reason="Wrong.", seen=q.version, by=by, at=at
            ),
            "withdraw": lambda q, by, at: withdrawing.withdraw(q, by=by, at=at),
            "undo": lambda q, by, at: deciding.undo(q, seen=q.version, by=by, at=at),
            "reword": lambda q, by, at: rewording.reword(
                q, text="In other words?", details="", seen=q.version, by=by, at=at
            ),
            "address": lambda q, by, at: deciding.address(
                q, executives=q.panel.executives[:1], seen=q.version, by=by, at=at
            ),
            "split": lambda q, by, at: rewording.split(
                q, texts=["The one?", "The other?"], seen=q.version, by=by, at=at
            ),
            "move": lambda q, by, at: rewording.move_to_panel(
                q, panel=self.elsewhere, seen=q.version, by=by, at=at
            ),
            "note": lambda q, by, at: deciding.note(q, text="Remember.", by=by, at=at),
            "topics": lambda q, by, at: deciding.set_topics(q, topics=[], by=by, at=at),
        }


def reason(code: str = "off-topic") -> Any:
    """The reason with this code."""
    found = reasons.find(code)
    assert found is not None
    return found


def _decided(verb: Any, **more: Any) -> Callable[[Scene], Question]:
    def make(scene: Scene) -> Question:
        question = scene.made.question(scene.panel)
        told = {name: value() if callable(value) else value for name, value in more.items()}
        scene.made.do(verb, question, scene.moderator, **told)
        return question

    return make


def _merged(scene: Scene) -> Question:
    question = scene.made.question(scene.panel)
    scene.made.do(families.merge, question, scene.moderator, into=scene.other_question)
    return question


def _answered(scene: Scene) -> Question:
    question = scene.made.approved(scene.panel, scene.moderator)
    scene.made.answer(question, scene.panel.executives[0], scene.moderator)
    return question


def _published(scene: Scene) -> Question:
    return scene.made.published(scene.panel, scene.moderator)


def _published_and_answered_again(scene: Scene) -> Question:
    question = _published(scene)
    scene.made.answer(question, scene.panel.executives[1], scene.moderator)
    return question


def _scheduled(scene: Scene) -> Question:
    return scene.made.published(scene.panel, scene.moderator, when=clock.now() + WEEK)


def _withdrawn(scene: Scene) -> Question:
    return withdrawn(scene.made, scene.panel)


def withdrawn(made: Made, panel: Panel) -> Question:
    """A question that its asker has taken back."""
    question = made.question(panel)
    withdrawing.withdraw(question, by=made.asker, at=clock.now())
    commit()
    return question


def rejected(made: Made, panel: Panel, moderator: User, **told: Any) -> Question:
    """A question that ``moderator`` rejected."""
    question = made.question(panel, **told)
    made.do(deciding.reject, question, moderator, reason=reason())
    return question


def commit() -> None:
    """Commit what a test did without ``made.do``."""
    db.session.commit()


SITUATIONS: dict[str, Callable[[Scene], Question]] = {
    "pending": lambda scene: scene.made.question(scene.panel),
    "held": _decided(deciding.hold, note="Ask the lawyers."),
    "returned": _decided(deciding.send_back, message="Which year?"),
    "approved": _decided(deciding.approve),
    "approved and answered": _answered,
    "published": _published,
    "published, another answer released": _published_and_answered_again,
    "scheduled": _scheduled,
    "merged": _merged,
    "rejected": _decided(deciding.reject, reason=reason),
    "withdrawn": _withdrawn,
}

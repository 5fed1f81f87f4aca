"""The table of the design, cell by cell: who may do what in which situation, and what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain.permissions import Actor
from domain.question import deciding, families, lifecycle, publishing, rewording
from domain.refusals import NotAvailable, Stale
from extensions import begin_writing, clock, db
from models import Question
from tests.domain.question.situations import SITUATIONS, Scene, Verb, reason
from tests.domain.record import chain
from tests.made import Made

MODERATOR = {
    "pending": "approve hold send-back reject merge reword address split move",
    "held": "approve resume send-back reject merge reword address split move undo",
    "returned": "reject reopen merge move undo",
    "approved": "reject reopen merge reword address move undo",
    "approved and answered": "reject reopen merge reword address publish",
    "published": "unpublish reword address",
    "published, another answer released": "publish unpublish reword address",
    "scheduled": "publish unpublish reword address",
    "merged": "unmerge undo",
    "rejected": "reopen undo",
    "withdrawn": "",
}
ALWAYS = {"note", "topics"}
UNCOUNTED = ALWAYS | {"object"}
"""They move nothing and count no version."""
ASKER = {
    "pending": "revise withdraw object",
    "held": "withdraw object",
    "returned": "revise withdraw object",
    "approved": "withdraw object",
    "approved and answered": "withdraw object",
    "published": "",
    "published, another answer released": "",
    "scheduled": "withdraw object",
    "merged": "withdraw object",
    "rejected": "appeal withdraw",
    "withdrawn": "",
}
LEADS_TO = {
    "approve": "approved",
    "hold": "held",
    "resume": "pending",
    "send-back": "returned",
    "revise": "pending",
    "reject": "rejected",
    "appeal": "pending",
    "reopen": "pending",
    "merge": "merged",
    "unmerge": "pending",
    "publish": "published",
    "unpublish": "approved",
    "withdraw": "withdrawn",
    "undo": "pending",
}
"""In the scene everything that was merged or can be undone was pending before."""


def allowed(situation: str, person: str) -> set[str]:
    if person == "moderator":
        return set(MODERATOR[situation].split()) | ALWAYS
    return set(ASKER[situation].split()) if person == "asker" else set()


def accepts(verb: Verb, question: Question, by: Actor, at: datetime) -> bool:
    """Whether the verb goes through; whatever it did is rolled back."""
    step = db.session.begin_nested()
    try:
        verb(question, by, at)
    except NotAvailable:
        return False
    finally:
        step.rollback()
    return True


def test_the_table_has_every_action_and_every_state() -> None:
    assert {action.value for action in lifecycle.RULES} == set(LEADS_TO) | UNCOUNTED | {
        "reword",
        "address",
        "split",
        "move",
    }
    assert {situation.split()[0].strip(",") for situation in SITUATIONS} >= {
        "pending",
        "held",
        "returned",
        "approved",
        "published",
        "merged",
        "rejected",
        "withdrawn",
    }


@pytest.mark.parametrize("situation", SITUATIONS)
def test_everybody_is_offered_exactly_what_the_table_says(made: Made, situation: str) -> None:
    scene = Scene(made)
    question, now = scene.question(situation), clock.now()
    offered = {name: set(lifecycle.available(question, by, now)) for name, by in scene.people().items()}
    assert offered == {name: allowed(situation, name) for name in offered}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_verbs_accept_exactly_what_is_offered(made: Made, situation: str) -> None:
    scene = Scene(made)
    question, people, now = scene.question(situation), scene.people(), clock.now()
    verbs = scene.verbs()
    assert set(verbs) == {action.value for action in lifecycle.RULES}
    begin_writing()
    for name, by in people.items():
        accepted = {action for action, verb in verbs.items() if accepts(verb, question, by, now)}
        assert accepted == set(lifecycle.available(question, by, now)), name


@pytest.mark.parametrize("situation", SITUATIONS)
def test_each_move_counts_one_version_and_writes_one_event(made: Made, situation: str) -> None:
    scene = Scene(made)
    question, now = scene.question(situation), clock.now()
    people, verbs = {"moderator": made.by(scene.moderator), "asker": made.asker}, scene.verbs()
    for name, by in people.items():
        for action in sorted(allowed(situation, name)):
            begin_writing()
            was, version, before = question.status, question.version, chain.actions(question)
            verbs[action](question, by, now)
            db.session.flush()
            assert question.status.value == LEADS_TO.get(action, was.value), action
            assert question.version == version + (action not in UNCOUNTED), action
            written = chain.of(question)
            assert [found.action for found in written] == [*before, action], action
            if action not in ALWAYS:
                assert (written[-1].from_status, written[-1].to_status) == (was.value, question.status.value)
            assert chain.broken(question, made.seal) == []


COUNTED = [action for action in LEADS_TO if action not in ("revise", "appeal", "withdraw")]


@pytest.mark.parametrize("seen", [0, 99])
def test_whoever_saw_another_version_is_told_so_before_anything_else(made: Made, seen: int) -> None:
    scene = Scene(made)
    question, by, now = made.question(scene.panel), made.by(scene.moderator), clock.now()
    begin_writing()
    for action in (*COUNTED, "reword", "address", "split", "move"):
        with pytest.raises(Stale) as refused:
            lifecycle.check(question, lifecycle.Action(action), seen=seen, by=by, at=now)
        assert refused.value == Stale(seen, 1), action


def stale_calls(scene: Scene) -> dict[str, Any]:
    return {
        "approve": (deciding.approve, {}),
        "hold": (deciding.hold, {"note": "n"}),
        "resume": (deciding.resume, {}),
        "send-back": (deciding.send_back, {"message": "m"}),
        "reject": (deciding.reject, {"reason": reason()}),
        "reopen": (deciding.reopen, {}),
        "undo": (deciding.undo, {}),
        "merge": (families.merge, {"into": scene.other_question}),
        "unmerge": (families.unmerge, {}),
        "publish": (publishing.publish, {}),
        "unpublish": (publishing.unpublish, {"reason": "r"}),
        "reword": (rewording.reword, {"text": "Another text?", "details": ""}),
        "split": (rewording.split, {"texts": ["The one?", "The other?"]}),
        "move": (rewording.move_to_panel, {"panel": scene.elsewhere}),
        "address": (deciding.address, {"executives": []}),
    }


def test_no_decision_is_taken_on_a_version_that_is_behind(made: Made) -> None:
    scene = Scene(made)
    question, by, now = made.question(scene.panel), made.by(scene.moderator), clock.now()
    begin_writing()
    for action, (verb, told) in stale_calls(scene).items():
        with pytest.raises(Stale):
            verb(question, seen=question.version - 1, by=by, at=now, **told)
        assert not db.session.dirty, action
    assert chain.actions(question) == ["submit"]


def test_a_moderator_of_this_panel_alone_may_decide_here(made: Made) -> None:
    panel = made.panel()
    question = made.question(panel)
    by = made.by(made.moderator(panel))
    assert "approve" in lifecycle.available(question, by, clock.now())


def test_an_archived_panel_takes_no_revision_and_no_appeal(made: Made) -> None:
    scene = Scene(made)
    pending, rejected = scene.question("pending"), scene.question("rejected")
    now = clock.now()
    scene.panel.closes_at = now
    assert "revise" in lifecycle.available(pending, made.asker, now)
    assert "appeal" in lifecycle.available(rejected, made.asker, now)
    scene.panel.archived_at = now
    assert lifecycle.available(pending, made.asker, now) == {"withdraw"}
    assert lifecycle.available(rejected, made.asker, now) == {"withdraw"}

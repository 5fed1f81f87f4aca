"""Reasons for a rejection."""

from __future__ import annotations

import pytest
from flask import Flask

from domain.desk import reasons
from domain.desk.reasons import Words
from domain.permissions import Actor
from domain.question import deciding
from domain.refusals import BadField, Exists, NotAllowed, NotAvailable, Stale
from extensions import clock, db
from models import Event, Reason, Role, SubjectKind
from tests.made import Made

FIRST = [
    "duplicate",
    "already-answered",
    "off-topic",
    "not-for-this-panel",
    "not-a-question",
    "several-questions",
    "unclear",
    "customer-support",
    "cannot-comment",
    "unsupported-claim",
    "about-an-individual",
    "personal-data",
    "campaign",
    "abusive",
    "spam",
    "other",
]


def test_the_first_reasons_are_there_in_their_order_each_with_its_text(app: Flask) -> None:
    found = reasons.every()
    assert [reason.code for reason in found] == FIRST
    assert all(reason.title and len(reason.standard_text) > 40 for reason in found)


def test_a_reason_is_found_by_its_code(app: Flask) -> None:
    spam = reasons.find("spam")
    assert spam is not None
    assert spam.title == "Spam"
    assert reasons.find("Spam") is None


@pytest.fixture
def by(made: Made) -> Actor:
    """A moderator of all panels."""
    return made.by(made.moderator())


def words(**more: object) -> Words:
    told = {"title": "Because", "standard_text": "It is so.", "rule": None, "in_ledger": True}
    return Words(**{**told, **more})  # type: ignore[arg-type]


def locked(code: str = "spam") -> Reason:
    found = reasons.locked(code)
    assert found is not None
    return found


def happened(reason: Reason) -> list[tuple[str, object]]:
    rows = db.session.execute(
        db.select(Event.action, Event.details)
        .where(Event.subject_kind == SubjectKind.REASON, Event.subject_id == reason.id)
        .order_by(Event.seq)
    )
    return [(action, details) for action, details in rows]


def test_a_new_reason_stands_at_the_end_and_can_be_chosen(by: Actor) -> None:
    made = reasons.create("because", words(rule=4), by=by, at=clock.now())
    assert reasons.every()[-1] == made
    assert (made.version, made.rule, made.in_ledger) == (1, 4, True)
    assert happened(made) == [("create", {"code": "because"})]


@pytest.mark.parametrize("code", ["", "x", "New", "a b", "a_b", "-a", "a-", "a--b", "x" * 41, "new", "ä-b"])
def test_a_code_is_of_small_letters_digits_and_hyphens(by: Actor, code: str) -> None:
    with pytest.raises(BadField) as refused:
        reasons.create(code, words(), by=by, at=clock.now())
    assert refused.value.field == "code"


def test_a_code_is_never_used_twice_not_even_one_out_of_use(by: Actor) -> None:
    reasons.retire(locked(), seen=1, by=by, at=clock.now())
    with pytest.raises(Exists) as refused:
        reasons.create("spam", words(), by=by, at=clock.now())
    assert refused.value == Exists("code", "spam")


def test_what_a_reason_says_is_changed_and_the_record_names_the_columns_alone(by: Actor) -> None:
    spam = locked()
    kept = spam.title
    reasons.edit(spam, words(title=kept, standard_text="New words.", rule=2), seen=1, by=by, at=clock.now())
    assert (spam.standard_text, spam.rule, spam.version) == ("New words.", 2, 2)
    assert happened(spam) == [("edit", {"changed": ["rule", "standard_text"]})]


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"title": ""}, "title", "missing"),
        ({"title": "x" * 121}, "title", "too-long"),
        ({"standard_text": " "}, "standard_text", "missing"),
        ({"standard_text": "x" * 2001}, "standard_text", "too-long"),
        ({"standard_text": "See {service}."}, "standard_text", "unknown-place"),
        ({"rule": 10}, "rule", "no-such-rule"),
        ({"rule": -1}, "rule", "no-such-rule"),
    ],
)
def test_what_cannot_be_said_is_refused_by_its_field(
    by: Actor, more: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(BadField) as refused:
        reasons.edit(locked(), words(**more), seen=1, by=by, at=clock.now())
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_reason_may_go_on_citing_a_rule_that_has_gone(by: Actor) -> None:
    spam = locked()
    spam.rule = 40
    db.session.flush()
    reasons.edit(spam, words(rule=40), seen=1, by=by, at=clock.now())
    assert spam.rule == 40


def test_the_text_as_it_stands_is_no_change(by: Actor) -> None:
    spam = locked()
    same = Words(spam.title, spam.standard_text, spam.rule, spam.in_ledger)
    with pytest.raises(BadField) as refused:
        reasons.edit(spam, same, seen=1, by=by, at=clock.now())
    assert refused.value == BadField("standard_text", "same-as-before")


def test_a_reason_out_of_use_is_chosen_no_more_and_stays_for_those_before(made: Made, by: Actor) -> None:
    panel = made.panel()
    mia = made.moderator()
    before, after = made.question(panel), made.question(panel)
    made.do(deciding.reject, before, mia, reason=locked())
    reasons.retire(locked(), seen=1, by=by, at=clock.now())
    db.session.commit()
    assert "spam" not in [reason.code for reason in reasons.every()]
    assert before.reason is not None
    assert before.reason.code == "spam"
    with pytest.raises(BadField) as refused:
        made.do(deciding.reject, after, mia, reason=locked())
    assert refused.value == BadField("reason", "out-of-use")
    db.session.rollback()
    reasons.restore(locked(), seen=2, by=by, at=clock.now())
    made.do(deciding.reject, after, mia, reason=locked())
    assert [action for action, _ in happened(locked())] == ["retire", "restore"]


def test_one_reason_is_always_left_to_choose(by: Actor) -> None:
    for reason in reasons.every()[1:]:
        reasons.retire(reason, seen=reason.version, by=by, at=clock.now())
    with pytest.raises(NotAvailable):
        reasons.retire(reasons.every()[0], seen=1, by=by, at=clock.now())
    with pytest.raises(NotAvailable):
        reasons.restore(reasons.every()[0], seen=1, by=by, at=clock.now())


def test_reasons_are_put_in_order_one_place_at_a_time(by: Actor) -> None:
    reasons.move(locked(), up=True, seen=1, by=by, at=clock.now())
    assert [reason.code for reason in reasons.every()] == [*FIRST[:13], "spam", "abusive", "other"]
    assert happened(locked()) == [("move", {"position": 13})]
    reasons.move(locked(), up=False, seen=2, by=by, at=clock.now())
    assert [reason.code for reason in reasons.every()] == FIRST
    for code, up in (("duplicate", True), ("other", False)):
        with pytest.raises(NotAvailable):
            reasons.move(locked(code), up=up, seen=1, by=by, at=clock.now())


def test_who_saw_an_earlier_version_is_told(by: Actor) -> None:
    reasons.edit(locked(), words(), seen=1, by=by, at=clock.now())
    for verb, more in (
        (reasons.edit, {"words": words()}),
        (reasons.retire, {}),
        (reasons.move, {"up": True}),
    ):
        with pytest.raises(Stale) as refused:
            verb(locked(), **more, seen=1, by=by, at=clock.now())  # type: ignore[operator]
        assert refused.value == Stale(1, 2)


def test_who_decides_on_one_panel_alone_changes_no_reason(made: Made) -> None:
    here = made.panel()
    for user in (made.moderator(here), made.user(Role.AUDITOR), made.user(Role.APPROVER)):
        with pytest.raises(NotAllowed):
            reasons.create("because", words(), by=made.by(user), at=clock.now())
        with pytest.raises(NotAllowed):
            reasons.retire(locked(), seen=1, by=made.by(user), at=clock.now())

"""A question comes in: once for each key, to this panel's executives, while the panel is open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.page import lists, writing
from domain.question import asking
from domain.record.outbox import UNDO_WINDOW
from domain.refusals import BadField, KeyReused, NotOpen
from extensions import begin_writing, clock, db
from models import Asker, Event, Panel, Passport, Question, Role, Standing, Status, SubjectKind, Via
from tests.domain.record import chain, post
from tests.made import Made

KEY = "a-key-of-the-form"
EMAIL = "Zoe@Reader.example"


def submit(
    made: Made, panel: Panel, text: str = "Why so late?", *, key: str = KEY, at: Any = None, **told: Any
) -> Passport:
    begin_writing()
    passport = asking.submit(
        panel,
        asking.Submission(text=text, **told),
        key=key,
        by=made.asker,
        at=at or clock.now(),
        link_key=made.link_key,
    )
    db.session.commit()
    return passport


def count(model: type) -> int:
    counted = select(func.count()).select_from(model)
    if model is Event:  # the panel has one of its own
        counted = counted.where(Event.subject_kind == SubjectKind.QUESTION)
    return db.session.scalars(counted).one()


def test_a_question_comes_in_pending_with_its_original_wording(made: Made) -> None:
    panel, now = made.panel(), clock.now()
    ids = tuple(executive.id for executive in panel.executives[:1])
    passport = submit(made, panel, details="Since May.", executives=ids, at=now)
    (question,) = passport.questions
    assert (question.status, question.version, question.asked_at) == (Status.PENDING, 1, now)
    assert (question.original.text, question.original.details) == ("Why so late?", "Since May.")
    assert [executive.id for executive in question.executives] == list(ids)
    assert (passport.via, passport.generation) == (Via.FORM, 1)
    assert chain.actions(question) == ["submit"]
    assert chain.broken(question, made.seal) == []


def test_the_same_form_sent_again_gives_the_same_passport(made: Made) -> None:
    panel = made.panel()
    first, second = submit(made, panel, name="Zoe"), submit(made, panel, name="Zoe")
    assert first.id == second.id
    assert (count(Question), count(Event), count(Asker)) == (1, 1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Why so early?"},
        {"details": "Since May."},
        {"name": "Zoe"},
        {"email": "zoe@reader.example"},
        {"show_name": True},
        {"lang": "fr"},
    ],
)
def test_the_same_key_with_another_body_is_refused_with_what_was_made(
    made: Made, other: dict[str, Any]
) -> None:
    panel = made.panel()
    passport = submit(made, panel)
    with pytest.raises(KeyReused) as refused:
        submit(made, panel, **other)
    assert refused.value.passport.id == passport.id
    assert count(Question) == 1


def test_the_same_key_on_another_panel_is_refused(made: Made) -> None:
    submit(made, made.panel())
    with pytest.raises(KeyReused):
        submit(made, made.panel("elsewhere"))


def test_two_keys_make_two_questions(made: Made) -> None:
    panel = made.panel()
    submit(made, panel)
    submit(made, panel, key="another-key")
    assert count(Question) == 2


def together(app: Flask, number: int, act: Callable[[int], Any]) -> list[Any]:
    """What ``act`` gave or raised in as many threads that begin together."""
    start, results = threading.Barrier(number), list[Any]()

    def run(mine: int) -> None:
        with app.app_context():
            try:
                start.wait(10)
                results.append(act(mine))
            except Exception as error:
                results.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(mine,)) for mine in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_thirty_at_once_with_one_key_make_one_question(app: Flask, made: Made) -> None:
    panel_id = made.panel().id
    db.session.rollback()

    def act(_mine: int) -> int:
        panel = db.session.get_one(Panel, panel_id)
        return submit(made, panel, name="Zoe", email=EMAIL).id

    results = together(app, 30, act)
    assert len(results) == 30
    assert set(results) == {db.session.scalars(select(Passport.id)).one()}
    assert (count(Question), count(Event), count(Asker)) == (1, 1, 1)


def test_of_many_at_once_with_one_key_and_two_texts_one_text_is_kept(app: Flask, made: Made) -> None:
    panel_id = made.panel().id
    db.session.rollback()

    def act(mine: int) -> int:
        panel = db.session.get_one(Panel, panel_id)
        return submit(made, panel, f"Is it text number {mine % 2}?").id

    results = together(app, 10, act)
    assert count(Question) == 1
    refused = [result for result in results if isinstance(result, KeyReused)]
    assert len(refused) == 5
    assert len(results) == 10
    assert len({result for result in results if isinstance(result, int)}) == 1


@pytest.mark.parametrize(
    ("opens", "closes", "state"), [(1, None, "upcoming"), (-2, -1, "closed"), (-2, 0, "closed")]
)
def test_a_panel_that_is_not_open_takes_no_question(
    made: Made, opens: int, closes: int | None, state: str
) -> None:
    now = clock.now()
    day = timedelta(days=1)
    panel = made.panel(opens_at=now + opens * day, closes_at=None if closes is None else now + closes * day)
    with pytest.raises(NotOpen) as refused:
        submit(made, panel, at=now)
    assert refused.value.state == state
    assert (count(Passport), count(Question)) == (0, 0)


def test_a_retry_after_closing_still_gives_the_passport(made: Made) -> None:
    now = clock.now()
    panel = made.panel(closes_at=now + timedelta(minutes=1))
    passport = submit(made, panel, at=now)
    assert submit(made, panel, at=now + timedelta(hours=1)).id == passport.id


def test_an_executive_of_another_panel_cannot_be_asked(made: Made) -> None:
    panel, stranger = made.panel(), made.panel("elsewhere").executives[0]
    for ids in ((stranger.id,), (panel.executives[0].id, stranger.id), (0,)):
        with pytest.raises(BadField) as refused:
            submit(made, panel, executives=ids)
        assert refused.value == BadField("executives", "not-on-this-panel")
    db.session.rollback()
    assert count(Passport) == 0


@pytest.mark.parametrize("standing", [Standing.NOT_TAKING_PART, Standing.LEFT])
def test_an_executive_who_is_not_answering_cannot_be_asked(made: Made, standing: Standing) -> None:
    panel = made.panel()
    panel.executives[0].standing = standing
    db.session.commit()
    with pytest.raises(BadField):
        submit(made, panel, executives=(panel.executives[0].id,))


def test_what_the_asker_told_about_themselves_is_kept_apart(made: Made) -> None:
    submit(made, made.panel(), name="Zoe", show_name=True, email=EMAIL)
    asker = db.session.scalars(select(Asker)).one()
    assert (asker.name, asker.show_name, asker.email) == ("Zoe", True, EMAIL)
    personal = {"name", "email", "show_name", "email_digest"}
    for model in (Question, Passport):
        assert not personal & set(model.__table__.columns.keys())
    event = db.session.scalars(select(Event).where(Event.action == "submit")).one()
    assert "zoe" not in str(event.details).lower()
    assert event.note is None


def test_erasing_the_asker_breaks_nothing_else(made: Made) -> None:
    passport = submit(made, made.panel(), name="Zoe", email=EMAIL)
    db.session.delete(db.session.scalars(select(Asker)).one())
    db.session.commit()
    assert passport.questions[0].wording.text == "Why so late?"


def test_who_tells_nothing_leaves_no_personal_data(made: Made) -> None:
    submit(made, made.panel(), show_name=True)
    assert count(Asker) == 0


def test_an_address_is_found_by_a_keyed_hash_whatever_its_case(made: Made) -> None:
    digest = asking.email_digest(EMAIL, made.link_key)
    assert digest == asking.email_digest(EMAIL.upper(), made.link_key)
    assert digest != asking.email_digest(EMAIL, b"another key")
    assert asking.email_digest(None, made.link_key) is None


def test_personal_data_goes_thirty_days_after_closing_else_after_a_year(made: Made) -> None:
    now = clock.now()
    closing = now + timedelta(days=10)
    assert asking.expiry(Panel(closes_at=closing), now) == closing + timedelta(days=30)
    assert asking.expiry(Panel(closes_at=now - timedelta(days=9)), now) == now + timedelta(days=30)
    assert asking.expiry(Panel(closes_at=None), now) == now + timedelta(days=365)


def test_the_asker_hears_at_once_that_it_came_in(made: Made) -> None:
    now = clock.now()
    (question,) = submit(made, made.panel(), email=EMAIL, at=now).questions
    assert post.due(question) == [("received", now)]
    assert now < now + UNDO_WINDOW


@pytest.mark.parametrize(
    ("told", "text", "lang"),
    [
        ("fr", "Pourquoi si tard ?", "fr"),
        (None, "متى ستجيبون على هذا السؤال؟", "ar"),
        (None, "Pourquoi si tard ?", "en"),
    ],
)
def test_a_question_has_the_language_told_else_its_scripts_else_the_panels(
    made: Made, told: str | None, text: str, lang: str
) -> None:
    (question,) = submit(made, made.panel(), text, lang=told).questions
    assert (question.lang, question.original.lang) == (lang, lang)


def test_the_rules_that_the_form_showed_are_the_ones_that_hold(made: Made) -> None:
    panel = made.panel()
    first = lists.newest_rules()
    begin_writing()
    page = first.page
    by = made.by(made.user(Role.ADMINISTRATOR))
    text = writing.Text("Rules", *writing.rendered("1. Ask kindly."), "en")
    second = writing.write(writing.locked(page.id), text, seen=page.version, by=by, at=clock.now())
    db.session.commit()
    kept = {}
    for shown in (None, first.number, second.number, 77):
        passport = asking.submit(
            panel,
            asking.Submission(text="Why so late?"),
            key=f"{KEY}-{shown}",
            by=made.asker,
            at=clock.now(),
            link_key=made.link_key,
            rules=shown,
        )
        version = passport.questions[0].rules_version
        kept[shown] = version.number if version else None
    assert kept == {None: 2, 1: 1, 2: 2, 77: 2}

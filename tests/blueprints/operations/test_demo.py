"""``flask demo``: a panel with something in every state, and one account for each role."""

from __future__ import annotations

from collections import Counter

from flask import Flask
from sqlalchemy import func, select

from domain.panel import window
from extensions import clock, db
from models import Event, Panel, Question, Role, RoleGrant, Status, User
from tests.blueprints.operations.commands import refused, run
from tests.pages import PageClient


def full() -> Panel:
    """The panel that has the questions."""
    found: Panel = db.session.scalars(select(Panel).where(Panel.id.in_(select(Question.panel_id)))).one()
    return found


def test_it_fills_a_panel_and_prints_an_account_for_each_role(app: Flask, client: PageClient) -> None:
    done = run(app, "demo")
    assert done.exit_code == 0, done.output
    panel = full()
    assert len(panel.executives) == 3
    assert (panel.list_open, panel.accent, panel.languages) == (True, "#9c3d17", ["pl", "ar", "cy"])
    states_of_panels = {window.state(each, clock.now()) for each in db.session.scalars(select(Panel))}
    assert states_of_panels == {window.OPEN, window.UPCOMING, window.ARCHIVED}
    states = Counter(db.session.scalars(select(Question.status)))
    assert sum(states.values()) == 41
    assert set(states) == set(Status)
    assert set(db.session.scalars(select(RoleGrant.role))) == set(Role)
    accounts = [line.split() for line in done.stdout.splitlines() if "@" in line and line.startswith("  ")]
    assert {role for role, _, _ in accounts} == {role.value for role in Role}
    for _, email, password in accounts:
        assert len(password) >= 16
        form = client.page("/account/sign-in").form("/account/sign-in")["fields"]
        sent = form | {"email": email, "password": password}
        assert client.post("/account/sign-in", data=sent).status_code == 303
        client.delete_cookie("floor")
    texts = {question.original.text for question in db.session.scalars(select(Question))}
    assert len(texts) == 41


def test_every_page_of_it_is_a_good_page_and_nothing_happened_in_the_future(
    app: Flask, client: PageClient
) -> None:
    run(app, "demo")
    panel = full()
    slug, ids = panel.slug, list(db.session.scalars(select(Question.id)))
    found = Counter(client.get(f"/{slug}/questions/{id_}", follow_redirects=True).status_code for id_ in ids)
    assert found[200] > 0
    assert found[410] > 0
    assert found[404] > 0
    assert set(found) == {200, 404, 410}
    client.page(f"/{slug}/")
    now = clock.now()
    assert (db.session.scalar(select(func.max(Event.at))) or now) <= now
    assert (db.session.scalar(select(func.max(Question.asked_at))) or now) <= now
    submitted = db.session.scalar(select(func.count()).where(Event.action == "submit"))
    assert submitted == 41


def test_run_again_it_says_where_it_is_and_makes_nothing(app: Flask) -> None:
    run(app, "demo")
    lines = refused(run(app, "demo"))
    assert len(lines) == 1
    assert "The demo is here already" in lines[0]
    assert db.session.scalar(select(func.count()).select_from(User)) == len(Role)


def test_if_empty_it_leaves_alone_what_is_there(app: Flask, panel: Panel) -> None:
    done = run(app, "demo", "--if-empty")
    assert (done.exit_code, done.output) == (0, "")
    assert db.session.scalar(select(func.count()).select_from(Question)) == 0

"""Everybody of the matrix with a browser of their own, and the token that their forms carry."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from extensions import db
from models import Executive, Panel, Role, RoleGrant, User
from tests.house_rules.matrix.who import EVERYBODY, NOBODY, Person, Where
from tests.house_rules.world import World
from tests.made import PASSWORD
from tests.pages import Page


class Browser(FlaskClient):
    """Sends requests, each in a context of its own, and judges no page."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        return Context().run(super().open, *args, **kwargs)


class People:
    """Browsers of everybody, opened and signed in when the object is made.

    Everybody is made in the world's database: whoever counts its rows begins afterwards.
    """

    def __init__(self, app: Flask, world: World) -> None:
        self._app = app
        self._world = world
        self._elsewhere = world.made.panel("elsewhere", title="Another panel", executives=("Eve East",))
        world.made.question(self._elsewhere, "What is asked elsewhere?")
        self._known: dict[Person, tuple[Browser, str]] = {}
        for person in EVERYBODY:
            self._known[person] = self._opened(person)
        for name in world.people:
            belongs = Person(owner=name)
            self._known[belongs] = self._opened(belongs)

    def browser(self, person: Person) -> Browser:
        """The browser of ``person``."""
        return self._known[person][0]

    def token(self, person: Person) -> str:
        """What a form sent by ``person`` must carry."""
        return self._known[person][1]

    def _opened(self, person: Person) -> tuple[Browser, str]:
        browser = Browser(self._app, self._app.response_class)
        if person is NOBODY:
            return browser, self._token(browser, f"/{self._world.panel.slug}/ask")
        email = self._user(person).email
        form = {"email": email, "password": PASSWORD}
        form["csrf_token"] = self._token(browser, "/account/sign-in")
        assert browser.post("/account/sign-in", data=form).status_code == 303, person
        return browser, self._token(browser, "/account/security")

    def _token(self, browser: Browser, address: str) -> str:
        page = Page(browser.get(address).text)
        found: str = next(
            form["fields"]["csrf_token"] for form in page.forms if "csrf_token" in form["fields"]
        )
        return found

    def _user(self, person: Person) -> User:
        if person.owner is not None:
            return db.session.get_one(User, self._world.people[person.owner].id)
        assert person.role is not None
        if person.role is Role.EXECUTIVE:
            return self._delegate(person)
        panels: dict[Where | None, Panel] = {Where.HERE: self._world.panel, Where.ELSEWHERE: self._elsewhere}
        panel = panels.get(person.where)
        return self._world.made.user(
            person.role, panel=db.session.merge(panel) if panel else None, name=str(person)
        )

    def _delegate(self, person: Person) -> User:
        first, second = (db.session.merge(each) for each in self._world.panel.executives[:2])
        other = db.session.merge(self._elsewhere).executives[0]
        whose: dict[Where | None, list[Executive]] = {
            Where.HERE: [first],
            Where.BESIDE: [second],
            Where.ELSEWHERE: [other],
            Where.EVERYWHERE: [other, first],
        }
        mine, *more = whose[person.where]
        user = self._world.made.user(Role.EXECUTIVE, delegate_of=mine, name=str(person))
        user.grants += [
            RoleGrant(role=Role.EXECUTIVE, panel_id=each.panel_id, executive_id=each.id) for each in more
        ]
        db.session.commit()
        return user

"""Drives the cells: who may pass does, who may not is turned away and nothing has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from models import Role
from tests.house_rules.gets import addresses
from tests.house_rules.matrix import CELLS
from tests.house_rules.matrix.furnishing import NOWHERE, furnish
from tests.house_rules.matrix.people import People
from tests.house_rules.matrix.who import EVERYBODY, NOBODY, May, Person, Where, owner
from tests.house_rules.posts import Post
from tests.house_rules.world import World, put_back, rows

SIGN_IN = "/account/sign-in"
REFUSED = frozenset({403, 404})
WORKED_ON = frozenset({409, 422})
"""Let in, but the form or the state of things was not right."""
SEEN = frozenset({("sign_ins", "last_seen_at")})
SECRET = ("pending", "held", "returned", "rejected")
"""Questions whose text nobody reads but the panel's own staff and whoever has the passport."""


@dataclass
class Result:
    """How many cells were driven, and what was wrong with them."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)


def turned_away(response: TestResponse) -> bool:
    """Whether the response says no: not yours, not there, or sign in first."""
    led = urlsplit(response.location or "")
    # Signing out leads there too, but not on to what was asked for.
    to_sign_in = response.status_code == 303 and led.path == SIGN_IN and "next=" in led.query
    return to_sign_in or response.status_code in REFUSED


class Matrix:
    """Everybody before every door of one application.

    The world is put back after what succeeded; it stands as it was when the object was made.
    """

    def __init__(self, app: Flask, world: World) -> None:
        self.app = app
        self.world = world
        furnish(world)
        self.people = People(app, world)
        self.result = Result()
        self._standing = rows(app)
        self._calls = 0
        self._first = world.panel.executives[0].id
        self._secrets = [world.questions[state].newest_wording.text for state in SECRET]
        self._adapter = app.url_map.bind("localhost")

    def gets(self) -> dict[str, list[str]]:
        """The addresses that GET takes, by the cell that says who may have them."""
        found: dict[str, list[str]] = defaultdict(list)
        for address in addresses(self.app, self.world):
            parts = urlsplit(address)
            endpoint, values = self._adapter.match(parts.path, "GET")
            if endpoint == "answering.write" and values["executive_id"] != self._first:
                continue  # "here" is a delegate of the first; the second's own delegate is "beside"
            narrower = [f"{endpoint}?{name}" for name in parse_qs(parts.query)]
            found[next((cell for cell in narrower if cell in CELLS), endpoint)].append(address)
        return found

    def cell_of(self, post: Post) -> str | None:
        """The cell that says who may send ``post``; None, and a complaint, where its address isn't served."""
        address = post.address(self.world).partition("?")[0]
        try:
            return self._adapter.match(address, "POST")[0]
        except HTTPException as error:
            self._complain(post.name, "POST", f"{address} isn't served: {error.code}")
            return None

    def get(self, cell: str, every: list[str], *, everything: bool) -> None:
        """Everybody fetches the addresses of one cell.

        Without ``everything`` only one that is there, by few of them.
        """
        may = CELLS[cell]
        entitled = self._entitled(may)
        there = self._there(every, entitled, only_one=not everything)
        if not there and cell not in NOWHERE:
            self._complain(cell, "GET", "nobody may pass, or it is there in none of the world's states")
        for address in every if everything else there:
            for person in EVERYBODY if everything else self._few(may):
                self._get(cell, address, person, may, there=address in there)

    def post(self, cell: str, post: Post, *, everything: bool) -> None:
        """Everybody sends one form: those who may not a valid one, the others one without its token.

        With ``everything`` those who may send a valid one too, each to the world as it was.
        """
        may = CELLS[cell]
        address, fields = post.address(self.world), post.fields(self.world)
        entitled = self._entitled(may, post)
        before = rows(self.app, but=SEEN)
        belongs = [person for person in entitled if person.owner]
        for person in [*(EVERYBODY if everything else self._few(may)), *belongs]:
            passes = person in entitled
            token = {} if passes else {"csrf_token": self.people.token(person)}
            response = self.people.browser(person).post(address, data={**fields, **token})
            expected = response.status_code in WORKED_ON if passes else turned_away(response)
            self._judge(cell, f"POST {post.name}", person, response, expected=expected)
        if rows(self.app, but=SEEN) != before:
            self._complain(cell, f"POST {post.name}", "changed a row for somebody who may not")
            put_back(self.app, self._standing)
        if everything:
            for person in entitled:
                self._succeed(cell, post, person)
            put_back(self.app, self._standing)

    def _succeed(self, cell: str, post: Post, person: Person) -> None:
        put_back(self.app, self._standing)
        address, fields = post.address(self.world), post.fields(self.world)
        data = {**fields, "csrf_token": self.people.token(person)}
        browser = self.people.browser(person)
        cookie = browser.get_cookie("floor")
        response = browser.post(address, data=data)
        if cookie is not None:  # Some forms end the sign-in that sends them; put_back brings its row back.
            browser.set_cookie("floor", cookie.value)
        worked = response.status_code in {post.status, *WORKED_ON} and not turned_away(response)
        self._judge(cell, f"POST {post.name}, valid", person, response, expected=worked)

    def _entitled(self, may: May, post: Post | None = None) -> list[Person]:
        if may is not owner:
            return [person for person in EVERYBODY if may(person)]
        if post is not None:
            return [Person(owner=post.who)]
        return [Person(owner=name) for name in self.world.people]

    def _few(self, may: May) -> list[Person]:
        """Nobody; of a role whose places differ all of them, else one, another one from call to call."""
        self._calls += 1
        found = [NOBODY]
        for role in Role:
            every = [person for person in EVERYBODY if person.role is role]
            alike = len({may(person) for person in every}) == 1
            found += [every[self._calls % len(every)]] if alike else every
        return found

    def _there(self, every: list[str], entitled: list[Person], *, only_one: bool) -> list[str]:
        """The addresses of ``every`` at which somebody who may pass finds something."""
        one_of_each = list({person.role or person.owner: person for person in entitled}.values())
        found = []
        for address in every:
            if any(not turned_away(self.people.browser(person).get(address)) for person in one_of_each):
                found.append(address)
                if only_one:
                    break
        return found

    def _get(self, cell: str, address: str, person: Person, may: May, *, there: bool) -> None:
        response = self.people.browser(person).get(address)
        expected = not turned_away(response) if there and may(person) else turned_away(response)
        self._judge(
            cell, f"GET {address}", person, response, expected=expected and response.status_code < 500
        )
        if not self._reads_this_panel(person) and not address.startswith("/passport/"):
            told = [text for text in self._secrets if text in response.text]
            if told:
                self._complain(cell, f"GET {address}", f"{person} reads {told}")

    def _reads_this_panel(self, person: Person) -> bool:
        staff = (Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR)
        return person.role in staff and person.where in (Where.HERE, Where.EVERYWHERE)

    def _judge(self, cell: str, how: str, person: Person, response: TestResponse, *, expected: bool) -> None:
        self.result.cells += 1
        if not expected:
            led = f" to {response.location}" if response.location else ""
            self._complain(cell, how, f"{person} was answered {response.status_code}{led}")

    def _complain(self, cell: str, how: str, what: str) -> None:
        self.result.wrong.append(f"{cell}, {how}: {what}")

"""How often one may guess and ask, on an application whose limits are on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app import create_app
from extensions import clock, db, limiter
from models import Panel, User
from tests.conftest import settings_for
from tests.made import PASSWORD, Made
from tests.pages import PageClient

FORM = "/account/sign-in"


@pytest.fixture
def guarded(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application with limits on the same database; the others stay without."""
    made = create_app(settings_for(database_url, tmp_path, rate_limits=True), wrapped=False)
    made.test_client_class = PageClient
    try:
        yield made
    finally:
        with made.app_context():
            limiter.reset()
            db.engine.dispose()
        limiter.enabled = False


def browser(app: Flask, address: str = "203.0.113.7") -> PageClient:
    client: PageClient = app.test_client()  # type: ignore[assignment]
    client.environ_base["REMOTE_ADDR"] = address
    return client


def guess(client: PageClient, email: str, typed: str = "a wrong guess", times: int = 1) -> list[int]:
    """Fill in one form and send it so many times; the statuses."""
    form = client.page(FORM).form(FORM)["fields"] | {"email": email, "password": typed}
    return [client.post(FORM, data=form).status_code for _ in range(times)]


def test_the_eleventh_guess_at_an_account_is_refused_even_with_the_right_password(
    guarded: Flask, mia: User
) -> None:
    client, email = browser(guarded), mia.email
    assert guess(client, email, times=10) == [422] * 10
    assert guess(client, email, PASSWORD) == [429]
    assert guess(browser(guarded, "203.0.113.8"), email.upper(), PASSWORD) == [429]


def test_a_quarter_of_an_hour_later_one_may_try_again(guarded: Flask, mia: User) -> None:
    email = mia.email
    with time_machine.travel(clock.now(), tick=False) as time:
        client = browser(guarded)
        assert guess(client, email, times=10) == [422] * 10
        assert guess(client, email, PASSWORD) == [429]
        time.shift(timedelta(minutes=15, seconds=1))
        assert guess(browser(guarded), email, PASSWORD) == [303]


def test_signing_in_rightly_uses_nothing_up(guarded: Flask, mia: User) -> None:
    email = mia.email
    for _ in range(12):
        assert guess(browser(guarded), email, PASSWORD) == [303]


def test_one_address_may_not_guess_at_every_account(guarded: Flask, made: Made) -> None:
    emails = [made.moderator().email for _ in range(7)]
    client = browser(guarded)
    guesses = [status for email in emails for status in guess(client, email, times=9)]
    assert guesses == [422] * 60 + [429] * 3
    assert guess(browser(guarded, "203.0.113.8"), emails[0], PASSWORD) == [303]


def test_the_refusal_says_how_long_to_wait(guarded: Flask, mia: User) -> None:
    client, email = browser(guarded), mia.email
    guess(client, email, times=10)
    form = client.page(FORM).form(FORM)["fields"] | {"email": email, "password": PASSWORD}
    answer = client.post(FORM, data=form)
    assert int(answer.headers["Retry-After"]) > 0
    assert PASSWORD not in answer.text


def test_asking_too_often_keeps_what_was_typed(guarded: Flask, panel: Panel) -> None:
    client = browser(guarded)
    form = client.page("/ask-us/ask").form("/ask")["fields"]
    for _ in range(30):
        assert client.post("/ask-us/ask", data=form | {"text": "No"}).status_code == 422
    answer = client.post("/ask-us/ask", data=form | {"text": "Why is <this> so?"})
    assert answer.status_code == 429
    assert "Why is &lt;this&gt; so?" in answer.text


def test_reading_is_not_limited(guarded: Flask, panel: Panel) -> None:
    client = browser(guarded)
    assert {client.get("/ask-us/").status_code for _ in range(40)} == {200}

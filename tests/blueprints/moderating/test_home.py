"""The desk's home: figures, three plots with their sentences and tables, what waits for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from domain.desk import reasons
from domain.question import deciding, withdrawing
from extensions import begin_writing, clock, db
from models import Panel, Question, Role, User
from tests.blueprints.browsers import SignIn
from tests.domain.desk.second_looks.looks import LATER, shared
from tests.made import Made
from tests.price import price

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""A Friday, two in the afternoon in Zurich."""


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def panel(made: Made) -> Panel:
    panel = shared(made, 0, time_zone="Europe/Zurich", opens_at=NOW - timedelta(days=40))
    begin_writing()
    db.session.get_one(Panel, panel.id).target_hours = 16
    db.session.commit()
    return panel


@pytest.fixture
def mia(made: Made) -> User:
    return made.moderator(name="Mia Moss")


def asked(made: Made, panel: Panel, hours_ago: float, **told: Any) -> Question:
    return made.question(panel, at=NOW - timedelta(hours=hours_ago), **told)


def approved(made: Made, panel: Panel, user: User, came: float, decided: float) -> Question:
    question = asked(made, panel, came)
    made.do(deciding.approve, question, user, at=NOW - timedelta(hours=decided))
    return question


def test_the_figures_of_a_day(made: Made, sign_in: SignIn, panel: Panel, mia: User) -> None:
    approved(made, panel, mia, 4, 2)
    approved(made, panel, made.moderator(), 3, 2.5)
    oldest = asked(made, panel, 26)
    asked(made, panel, 1)
    page = sign_in(mia).page(f"/desk/home?panel={panel.slug}")
    for said in (
        "Friday, 20 November",
        "Ask us, as of 14:00 CET.",
        "Came today 3",
        "Waiting 2 0 over the target of 16 h",
        "Decided today 2 1 of them by you",
        "Median wait 30 min this week, working hours",
        "Nine in ten 2 h or less",
        "Oldest 26 h Open it",
        "1 decided by you today",
    ):
        assert said in page.text, said
    assert f"/desk/questions/{oldest.id}" in page.links()
    assert f"/desk/next?panel={panel.slug}" in page.links()


def test_the_sentences_say_what_the_plots_show(made: Made, sign_in: SignIn, panel: Panel, mia: User) -> None:
    browser = sign_in(mia)

    def sentences() -> list[str]:
        html = browser.get("/desk/home").text
        return [" ".join(said.split()) for said in re.findall(r'class="sentence">([^<]*)<', html)]

    assert sentences() == [
        "In the last 14 days nothing came and nothing was decided.",
        "Nothing waits for a decision.",
        "Nothing was decided yet this week.",
    ]
    asked(made, panel, 1)
    assert sentences()[:2] == [
        "More came today than was decided.",
        "None is over the target of 16 working hours.",
    ]
    for came, decided in ((300, 1), (300, 2), (300, 25), (300, 26)):
        approved(made, panel, mia, came, decided)
    assert sentences() == [
        "More was decided than came on each of the last 2 days.",
        "None is over the target of 16 working hours.",
        "Half were decided within 68 h, nine in ten within 76 h.",
    ]
    for _ in range(3):
        asked(made, panel, 300, lang="fi")
    asked(made, panel, 300)
    assert sentences()[1] == "4 are over the target; 3 of them are in Finnish."


def test_every_plot_has_its_table(made: Made, sign_in: SignIn, panel: Panel, mia: User) -> None:
    approved(made, panel, mia, 4, 2)
    page = sign_in(mia).page("/desk/home")
    assert len([one for one in page.all("svg") if one.get("role") == "img"]) == 3
    assert len(page.all("table")) == 3
    assert "Fri 20 Nov 1 1" in page.text
    assert "over 16 h 0" in page.text
    assert "This week 2 h 2 h" in page.text


def test_what_waits_for_one_by_name(made: Made, sign_in: SignIn, panel: Panel, mia: User) -> None:
    noor = made.moderator(name="Noor Haddad")
    spam = reasons.find("spam")
    assert spam is not None
    for user in (mia, noor):
        question = asked(made, panel, 5)
        made.do(deciding.reject, question, user, reason=spam)
        withdrawing.appeal(question, why="It is none.", by=made.asker, at=NOW)
        db.session.commit()
    held = asked(made, panel, 5)
    made.do(deciding.hold, held, noor, note="Ask Legal.", until=NOW - timedelta(hours=1))
    begin_writing()
    db.session.get_one(Panel, panel.id).second_look_share = 100
    db.session.commit()
    approved(made, panel, noor, 5, 1)
    note = asked(made, panel, 5)
    deciding.note(note, text="Can @Mia take the Finnish ones?", by=made.by(noor), at=clock.now())
    db.session.commit()
    with time_machine.travel(NOW + LATER, tick=False):
        page = sign_in(mia).page("/desk/home")
    for said in (
        "1 appeal Against rejections by Noor Haddad; yours are not among them.",
        "1 second look Blind: what would you decide?",
        "1 hold run out Advice was sought until 20 Nov, 13:00.",
        "1 mention Noor Haddad: Can @Mia take the Finnish ones?",
    ):
        assert said in page.text, said
    assert f"/desk/questions/{held.id}" in page.links()


def test_who_only_reads_sees_the_figures_and_presses_nothing(
    made: Made, sign_in: SignIn, panel: Panel, mia: User
) -> None:
    asked(made, panel, 1)
    page = sign_in(made.user(Role.AUDITOR)).page("/desk/home")
    assert "Waiting 1" in page.text
    assert not [link for link in page.links() if link.startswith("/desk/next")]
    assert "An angry day" not in page.text
    assert "of them by you" not in page.text
    assert sign_in(made.user(Role.ADMINISTRATOR)).get("/desk/home").status_code == 403


def test_without_a_panel_it_is_the_first_of_ones_own_and_the_others_are_below(
    made: Made, sign_in: SignIn, panel: Panel
) -> None:
    other = made.panel("other", title="Ask others", opens_at=NOW - timedelta(days=50))
    asked(made, other, 1)
    browser = sign_in(made.moderator())
    page = browser.page("/desk/home")
    assert "Ask us, as of" in page.text
    assert "Ask others 1 – 0" in page.text
    assert "Ask others, as of" in browser.page("/desk/home?panel=other").text
    assert browser.get("/desk/home?panel=nowhere").status_code == 404
    alone = sign_in(made.moderator(other))
    assert "Your panels" not in alone.page("/desk/home").text
    assert alone.get(f"/desk/home?panel={panel.slug}").status_code == 404


def test_nobodys_home_has_no_panel(made: Made, sign_in: SignIn) -> None:
    assert "No panel is yours yet" in sign_in(made.moderator()).page("/desk/home").text


def test_its_words_are_safe(made: Made, sign_in: SignIn) -> None:
    panel = made.panel(title="<b>Ask</b> & \u202etell")
    html = sign_in(made.moderator()).get(f"/desk/home?panel={panel.slug}").text
    assert "<b>Ask" not in html
    assert "<bdi>&lt;b&gt;Ask&lt;/b&gt; &amp; \u202etell</bdi>, as of" in html


def test_the_number_of_queries_does_not_grow_with_rows_nor_panels(
    made: Made, sign_in: SignIn, panel: Panel, mia: User
) -> None:
    made.panel("other")
    approved(made, panel, mia, 4, 2)
    asked(made, panel, 300, lang="fi")
    browser = sign_in(mia)
    browser.get("/desk/home")
    few = price(lambda: browser.get("/desk/home"))
    panel, mia = db.session.merge(panel), db.session.merge(mia)
    for place in range(5):
        made.panel(f"other-{place}")
        approved(made, panel, mia, 4 + place, 2)
        asked(made, panel, 300 + place, lang="fi")
    assert price(lambda: browser.get("/desk/home")) == few
    assert few < 40

"""Making panels, and adding to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.panel import creating
from domain.permissions import Actor
from domain.refusals import BadField, Exists
from extensions import clock, db
from models import ActorKind, Audience, Panel, Standing
from tests.made import Made

HOUR = timedelta(hours=1)
SYSTEM = Actor(ActorKind.SYSTEM, b"a seal")


def create(slug: str = "ask-us", **told: Any) -> Panel:
    now = clock.now()
    plan = creating.Plan(**{"slug": slug, "title": "Ask us", "opens_at": now, **told})
    return creating.create(plan, reserved=("desk", "static"), by=SYSTEM, at=now)


def refusal(**told: Any) -> BadField:
    with pytest.raises(BadField) as refused:
        create(**told)
    return refused.value


def test_a_panel_is_public_english_and_in_utc_unless_told(made: Made) -> None:
    panel = create(title="  Ask \n us ")
    assert (panel.title, panel.audience) == ("Ask us", Audience.PUBLIC)
    assert (panel.language, panel.time_zone) == ("en", "UTC")
    assert (panel.closes_at, panel.list_open, panel.executives) == (None, False, [])
    assert creating.find("ask-us") == panel
    assert creating.find("ask-them") is None


def test_executives_sit_in_the_order_they_were_named(made: Made) -> None:
    people = tuple(creating.Person(name) for name in ("Zoe", "Ada", "Ben"))
    panel = create(executives=people)
    db.session.expire_all()
    assert [executive.name for executive in panel.executives] == ["Zoe", "Ada", "Ben"]
    assert {executive.standing for executive in panel.executives} == {Standing.ANSWERING}


@pytest.mark.parametrize("slug", ["ab", "a1", "7-of-9", "x" * 60])
def test_a_slug_that_can_stand_in_an_address_is_taken(made: Made, slug: str) -> None:
    assert create(slug).slug == slug


@pytest.mark.parametrize(
    "slug",
    ["", "a", "x" * 61, "Ask", "ask_us", "ask--us", "-ask", "ask-", "ask us", "fragen-ü", "ask\n", "ask/us"],
)
def test_any_other_slug_is_refused(made: Made, slug: str) -> None:
    assert refusal(slug=slug) == BadField("slug", "not-a-slug")


def test_a_slug_that_addresses_need_is_refused(made: Made) -> None:
    assert refusal(slug="desk") == BadField("slug", "reserved")


def test_a_slug_is_taken_once(made: Made) -> None:
    create()
    with pytest.raises(Exists) as refused:
        create()
    assert refused.value == Exists("slug", "ask-us")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "America", "\0", "/etc/localtime"])
def test_a_time_zone_must_be_one(made: Made, zone: str) -> None:
    assert refusal(time_zone=zone) == BadField("time_zone", "not-a-time-zone")


def test_a_panel_closes_after_it_opens(made: Made) -> None:
    now = clock.now()
    for closes in (now, now - HOUR):
        assert refusal(opens_at=now, closes_at=closes) == BadField("closes", "before-opening")
    assert create(opens_at=now, closes_at=now + HOUR)


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"title": " "}, "title", "missing"),
        ({"title": "x" * 121}, "title", "too-long"),
        ({"title": "a\0b"}, "title", "unusable-characters"),
        ({"language": "english!"}, "lang", "not-a-language"),
        ({"executives": (creating.Person(" "),)}, "executive", "missing"),
        ({"executives": (creating.Person("x" * 81),)}, "name", "too-long"),
    ],
)
def test_whatever_cannot_be_used_is_named(made: Made, told: dict[str, Any], field: str, code: str) -> None:
    found = refusal(**told)
    assert (found.field, found.code) == (field, code)


def test_who_sits_there_already_is_not_seated_twice(made: Made) -> None:
    panel = made.panel()
    again = creating.seat(panel, creating.Person(" Ada  Brook "))
    new = creating.seat(panel, creating.Person("Cy Dale", "CFO", "Works"))
    db.session.commit()
    assert again == panel.executives[0]
    assert panel.executives == [*panel.executives[:2], new]
    assert (new.title, new.organisation, new.position) == ("CFO", "Works", 2)


def test_a_topic_is_added_once(made: Made) -> None:
    panel = made.panel()
    first, again, second = (creating.topic(panel, title) for title in ("Money", "Money", "Health"))
    db.session.commit()
    assert first is again
    assert panel.topics == [first, second]

"""Making panels, and adding to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from domain.panel import addresses, window
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.record import events
from domain.refusals import BadField, Exists
from extensions import db
from models import ActorKind, Audience, Executive, Panel, SignOff, Standing, Topic

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
SLUG_SHORTEST, SLUG_LONGEST = 2, 60
TITLE_LONGEST = 120


@dataclass(frozen=True)
class Person:
    """An executive to be seated."""

    name: str
    title: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Plan:
    """What a new panel is to be; times are aware, ``reserved`` are slugs that addresses need."""

    slug: str
    title: str
    opens_at: datetime
    closes_at: datetime | None = None
    time_zone: str = "UTC"
    language: str = "en"
    introduction: str = ""
    audience: Audience = Audience.PUBLIC
    sign_off: SignOff = SignOff.NONE
    list_open: bool = False
    executives: tuple[Person, ...] = ()


def create(plan: Plan, *, reserved: Iterable[str], by: Actor, at: datetime) -> Panel:
    """Make a panel; one that only its link opens gets a random tail to its slug.

    Raises:
        NotAllowed: a user who may not make panels.
        BadField: slug, title, time zone, language or window can't be used.
        Exists: the slug is taken.
    """
    panel = begun(plan, reserved=reserved, by=by, at=at)
    events.write(panel, "create", by=by, at=at, to_status=window.state(panel, at))
    return panel


def begun(plan: Plan, *, reserved: Iterable[str], by: Actor, at: datetime) -> Panel:
    """The row of a new panel, whose event is yet to be written. Raises as ``create``."""
    if by.kind is not ActorKind.SYSTEM:
        demand_everywhere(by, Permission.MAKE_PANELS)
    check_slug(plan.slug, reserved)
    heading = title(plan.title)
    zone(plan.time_zone)
    if plan.closes_at is not None and plan.closes_at <= plan.opens_at:
        raise BadField("closes", "before-opening")
    if find(plan.slug) is not None:
        raise Exists("slug", plan.slug)
    panel = Panel(
        slug=addresses.tailed(plan.slug) if plan.audience is Audience.LINK else plan.slug,
        short_code=addresses.new_short_code(plan.audience),
        title=heading,
        introduction=plan.introduction,
        audience=plan.audience,
        sign_off=plan.sign_off,
        list_open=plan.list_open,
        language=fields.language(plan.language) or "en",
        time_zone=plan.time_zone,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        created_at=at,
    )
    db.session.add(panel)
    for person in plan.executives:
        seat(panel, person)
    db.session.flush()
    return panel


def check_slug(slug: str, reserved: Iterable[str]) -> None:
    """Refuse a slug that can't stand in an address. Raises BadField."""
    if not SLUG.match(slug) or not SLUG_SHORTEST <= len(slug) <= SLUG_LONGEST:
        raise BadField("slug", "not-a-slug")
    if slug in set(reserved):
        raise BadField("slug", "reserved")


def zone(name: str) -> ZoneInfo:
    """The time zone of that name. Raises BadField."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadField("time_zone", "not-a-time-zone") from error


def seat(panel: Panel, person: Person) -> Executive:
    """The panel's executive of this name, added where there is none. Raises BadField."""
    name = fields.name(person.name)
    if not name:
        raise BadField("executive", "missing")
    known = next((e for e in panel.executives if e.name == name), None)
    if known is not None:
        return known
    executive = Executive(
        name=name,
        title=person.title,
        organisation=person.organisation,
        position=len(panel.executives),
        standing=Standing.ANSWERING,
    )
    panel.executives.append(executive)
    return executive


def topic(panel: Panel, title: str) -> Topic:
    """The panel's topic of this title, added where there is none."""
    known = next((t for t in panel.topics if t.title == title), None)
    if known is not None:
        return known
    made = Topic(title=title, position=len(panel.topics))
    panel.topics.append(made)
    return made


def find(slug: str) -> Panel | None:
    """The panel at this slug."""
    return db.session.scalar(select(Panel).where(Panel.slug == slug))


def title(value: str) -> str:
    """A panel's title on one line, 120 characters at most. Raises BadField."""
    text = " ".join(fields.usable("title", value).split())
    if not text:
        raise BadField("title", "missing")
    if len(text) > TITLE_LONGEST:
        raise BadField("title", "too-long", TITLE_LONGEST, len(text) - TITLE_LONGEST)
    return text

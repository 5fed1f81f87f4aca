"""Editing a panel: all settings at once, on the version that was seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.refusals import BadField, NotAllowed, Stale
from extensions import clock, db
from models import Audience, Names, Panel, Role, SignOff, SupportsShown, User
from tests.domain.panel.changing import edit, happened
from tests.made import Made

DAY = timedelta(days=1)


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()


@pytest.fixture
def admin(made: Made) -> User:
    return made.user(Role.ADMINISTRATOR)


def test_what_is_set_is_kept_and_the_record_names_the_fields_and_not_their_words(
    made: Made, panel: Panel, admin: User
) -> None:
    now = clock.now()
    wanted: dict[str, Any] = {
        "title": "Ask the board",
        "introduction": "**Hello**",
        "language": "fi",
        "languages": ("sv", "ar"),
        "time_zone": "Europe/Helsinki",
        "opens_at": now - 2 * DAY,
        "closes_at": now + DAY,
        "archived_at": now + 9 * DAY,
        "audience": Audience.STAFF,
        "accent": "#c9411b",
        "list_open": True,
        "supports_shown": SupportsShown.NEVER,
        "names": Names.FIRST,
        "confirm_email": True,
        "target_hours": 16,
        "work_days": "123",
        "work_begins": 480,
        "work_ends": 1440,
        "sign_off": SignOff.COMPANY,
    }
    assert set(edit(made, panel, admin, **wanted)) == set(wanted)
    db.session.refresh(panel)
    assert {name: getattr(panel, name) for name in wanted} == {**wanted, "languages": ["sv", "ar"]}
    assert panel.version == 2
    created, edited = happened(panel)
    assert (created.action, edited.action) == ("create", "edit")
    assert edited.user_id == admin.id
    assert edited.details == {"fields": sorted(wanted)}
    assert edited.note is None


def test_where_nothing_changes_nothing_is_written(made: Made, panel: Panel, admin: User) -> None:
    assert edit(made, panel, admin) == []
    assert edit(made, panel, admin, title="  Ask \n us ") == []
    db.session.refresh(panel)
    assert panel.version == 1
    assert len(happened(panel)) == 1


def test_the_second_of_two_is_told(made: Made, panel: Panel, admin: User) -> None:
    edit(made, panel, admin, title="First", seen=1)
    with pytest.raises(Stale) as refused:
        edit(made, panel, admin, title="Second", seen=1)
    assert refused.value == Stale(1, 2)
    db.session.rollback()
    assert db.session.get_one(Panel, panel.id).title == "First"


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"title": " "}, "title", "missing"),
        ({"title": "x" * 121}, "title", "too-long"),
        ({"introduction": "x" * 2001}, "introduction", "too-long"),
        ({"introduction": "a\0b"}, "introduction", "unusable-characters"),
        ({"language": ""}, "language", "missing"),
        ({"language": "english!"}, "language", "not-a-language"),
        ({"languages": ("sv", "no language")}, "languages", "not-a-language"),
        ({"languages": tuple(f"aa-{n:02d}" for n in range(21))}, "languages", "too-many"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "not-a-time-zone"),
        ({"accent": "red"}, "accent", "not-a-colour"),
        ({"accent": "#f0663f"}, "accent", "too-little-contrast"),
        ({"target_hours": 501}, "target_hours", "not-hours"),
        ({"target_hours": -1}, "target_hours", "not-hours"),
        ({"work_days": ""}, "work_days", "missing"),
        ({"work_days": "18"}, "work_days", "missing"),
        ({"work_begins": 1440}, "work_begins", "not-a-clock-time"),
        ({"work_begins": 600, "work_ends": 630}, "work_ends", "too-soon"),
        ({"work_ends": 1441}, "work_ends", "too-soon"),
    ],
)
def test_whatever_cannot_be_used_is_named_and_nothing_is_kept(
    made: Made, panel: Panel, admin: User, changed: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(BadField) as refused:
        edit(made, panel, admin, **changed)
    assert (refused.value.field, refused.value.code) == (field, code)
    db.session.rollback()
    assert len(happened(panel)) == 1


def test_it_closes_after_it_opens_and_is_archived_after_it_closes(
    made: Made, panel: Panel, admin: User
) -> None:
    opens = panel.opens_at
    for changed, refusal in (
        ({"closes_at": opens}, BadField("closes", "before-opening")),
        ({"archived_at": opens}, BadField("archives", "before-opening")),
        (
            {"closes_at": opens + 3 * DAY, "archived_at": opens + 2 * DAY},
            BadField("archives", "before-closing"),
        ),
    ):
        with pytest.raises(BadField) as refused:
            edit(made, panel, admin, **changed)
        assert refused.value == refusal
        db.session.rollback()


def test_only_who_manages_this_panel_may(made: Made, panel: Panel) -> None:
    other = made.panel("other-panel")
    for user in (
        made.user(Role.ADMINISTRATOR, panel=other),
        made.user(Role.AUDITOR),
        made.moderator(),
    ):
        with pytest.raises(NotAllowed):
            edit(made, panel, user, title="Mine")
        db.session.rollback()
    assert edit(made, panel, made.user(Role.ADMINISTRATOR, panel=panel), title="Mine") == ["title"]


def test_by_link_from_now_on_means_another_address_and_another_code(
    made: Made, panel: Panel, admin: User
) -> None:
    code = panel.short_code
    edit(made, panel, admin, audience=Audience.LINK)
    db.session.refresh(panel)
    first = panel.slug
    assert first.startswith("ask-us-")
    assert len(first) == len("ask-us-") + 12
    assert panel.short_code != code
    edit(made, panel, admin, title="Still by link")
    db.session.refresh(panel)
    assert panel.slug == first
    edit(made, panel, admin, audience=Audience.PUBLIC)
    db.session.refresh(panel)
    assert panel.slug == first
    edit(made, panel, admin, audience=Audience.LINK)
    db.session.refresh(panel)
    assert panel.slug != first
    assert len(panel.slug) == len(first)


def test_a_panel_from_before_there_were_codes_gets_one(made: Made, panel: Panel, admin: User) -> None:
    panel.short_code = None
    db.session.commit()
    edit(made, panel, admin, title="Another")
    db.session.refresh(panel)
    assert panel.short_code

"""Who may do what, scoped by panel."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.permissions import (
    PERMISSIONS,
    SITE_WIDE,
    Actor,
    Permission,
    demand,
    demand_everywhere,
    granting,
    may,
    may_answer_for,
    may_somewhere,
    panels_within,
)
from domain.refusals import NotAllowed
from extensions import db
from models import ActorKind, Panel, Role, RoleGrant
from tests.made import Made

CARRIED = {
    Role.MODERATOR: (
        "read-desk decide answer-for-all read-reasons write-reasons read-templates write-templates"
    ),
    Role.EXECUTIVE: "answer-for-own",
    Role.APPROVER: "sign-off",
    Role.ADMINISTRATOR: (
        "read-panels manage-panels make-panels read-staff manage-staff read-pages write-pages"
        " read-reasons write-reasons read-templates write-templates"
    ),
    Role.AUDITOR: "read-desk read-panels read-staff read-pages read-reasons read-templates",
}


def test_every_role_carries_exactly_this() -> None:
    assert {role: {p.value for p in held} for role, held in PERMISSIONS.items()} == {
        role: set(names.split()) for role, names in CARRIED.items()
    }


def test_an_auditor_reads_and_changes_nothing() -> None:
    assert all(permission.value.startswith("read-") for permission in PERMISSIONS[Role.AUDITOR])
    assert granting(Permission.READ_DESK) == {Role.MODERATOR, Role.AUDITOR}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EXECUTIVE])
def test_a_grant_on_one_panel_is_worth_nothing_on_another(made: Made, role: Role) -> None:
    here, elsewhere = made.panel(), made.panel("elsewhere")
    user = made.user(role, panel=here)
    for permission in Permission:
        held = permission.value in CARRIED[role].split() and permission not in SITE_WIDE
        assert may(user, permission, here.id) is held
        assert not may(user, permission, elsewhere.id)


def test_a_grant_on_all_panels_holds_on_each_and_on_those_to_come(made: Made) -> None:
    user = made.moderator()
    assert may(user, Permission.DECIDE, made.panel().id)
    assert may(user, Permission.DECIDE, made.panel("later").id)


def test_a_person_may_hold_several_roles(made: Made) -> None:
    here, elsewhere = made.panel(), made.panel("elsewhere")
    user = made.user(Role.AUDITOR)
    db.session.add(RoleGrant(user=user, role=Role.MODERATOR, panel=here))
    db.session.commit()
    assert may(user, Permission.DECIDE, here.id)
    assert not may(user, Permission.DECIDE, elsewhere.id)
    assert may(user, Permission.READ_DESK, elsewhere.id)


def test_everybody_with_an_account_has_one(made: Made) -> None:
    user = made.user()
    assert may_somewhere(user, Permission.HAVE_ACCOUNT)
    assert not may_somewhere(user, Permission.READ_DESK)


def test_a_delegate_answers_for_their_own_executive_and_a_moderator_for_all(made: Made) -> None:
    panel, elsewhere = made.panel(), made.panel("elsewhere")
    own, other = panel.executives
    stranger = elsewhere.executives[0]
    delegate, moderator = made.user(Role.EXECUTIVE, delegate_of=own), made.moderator(panel)
    assert may_answer_for(delegate, own.id, panel.id)
    assert not may_answer_for(delegate, other.id, panel.id)
    assert not may_answer_for(delegate, stranger.id, elsewhere.id)
    assert may_answer_for(moderator, other.id, panel.id)
    assert not may_answer_for(moderator, stranger.id, elsewhere.id)
    assert not may_answer_for(made.user(Role.AUDITOR), own.id, panel.id)


def test_queries_are_kept_to_the_panels_of_the_grants(made: Made) -> None:
    here, elsewhere = made.panel(), made.panel("elsewhere")

    def found(user: object) -> set[str]:
        within = panels_within(user, Permission.READ_DESK)  # type: ignore[arg-type]
        return {panel.slug for panel in db.session.scalars(select(Panel).where(within))}

    assert found(made.moderator()) == {here.slug, elsewhere.slug}
    assert found(made.moderator(here)) == {here.slug}
    assert found(made.user(Role.ADMINISTRATOR)) == set()
    assert found(made.user()) == set()


def test_a_demand_gives_the_user_or_refuses(made: Made) -> None:
    here, elsewhere = made.panel(), made.panel("elsewhere")
    user = made.moderator(here)
    assert demand(made.by(user), Permission.DECIDE, here.id) == user
    for by, panel in (
        (made.by(user), elsewhere),
        (made.asker, here),
        (Actor(ActorKind.SYSTEM, made.seal), here),
        (made.by(made.user(Role.AUDITOR)), here),
    ):
        with pytest.raises(NotAllowed) as refused:
            demand(by, Permission.DECIDE, panel.id)
        assert refused.value == NotAllowed(Permission.DECIDE)


def test_what_concerns_every_panel_needs_a_grant_on_all_of_them(made: Made) -> None:
    here = made.panel()
    everywhere, only_here = made.user(Role.ADMINISTRATOR), made.user(Role.ADMINISTRATOR, panel=here)
    assert demand_everywhere(made.by(everywhere), Permission.MANAGE_STAFF) == everywhere
    assert may(only_here, Permission.MANAGE_PANELS, here.id)
    for permission in SITE_WIDE:
        assert not may_somewhere(only_here, permission)
        with pytest.raises(NotAllowed):
            demand_everywhere(made.by(only_here), permission)

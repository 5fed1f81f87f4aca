"""Who may do what: roles to permissions, scoped by panel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, false, true

from domain.refusals import NotAllowed
from models import ActorKind, Panel, Role, RoleGrant, User


class Permission(StrEnum):
    """One thing a person may be let do."""

    READ_DESK = "read-desk"
    DECIDE = "decide"
    ANSWER_FOR_ALL = "answer-for-all"
    ANSWER_FOR_OWN = "answer-for-own"
    SIGN_OFF = "sign-off"
    READ_PANELS = "read-panels"
    MANAGE_PANELS = "manage-panels"
    MAKE_PANELS = "make-panels"
    READ_STAFF = "read-staff"
    MANAGE_STAFF = "manage-staff"
    READ_PAGES = "read-pages"
    WRITE_PAGES = "write-pages"
    READ_REASONS = "read-reasons"
    WRITE_REASONS = "write-reasons"
    READ_TEMPLATES = "read-templates"
    WRITE_TEMPLATES = "write-templates"
    HAVE_ACCOUNT = "have-account"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.MODERATOR: frozenset(
        {
            Permission.READ_DESK,
            Permission.DECIDE,
            Permission.ANSWER_FOR_ALL,
            Permission.READ_REASONS,
            Permission.WRITE_REASONS,
            Permission.READ_TEMPLATES,
            Permission.WRITE_TEMPLATES,
        }
    ),
    Role.EXECUTIVE: frozenset({Permission.ANSWER_FOR_OWN}),
    Role.APPROVER: frozenset({Permission.SIGN_OFF}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.READ_PANELS,
            Permission.MANAGE_PANELS,
            Permission.MAKE_PANELS,
            Permission.READ_STAFF,
            Permission.MANAGE_STAFF,
            Permission.READ_PAGES,
            Permission.WRITE_PAGES,
            Permission.READ_REASONS,
            Permission.WRITE_REASONS,
            Permission.READ_TEMPLATES,
            Permission.WRITE_TEMPLATES,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            Permission.READ_DESK,
            Permission.READ_PANELS,
            Permission.READ_STAFF,
            Permission.READ_PAGES,
            Permission.READ_REASONS,
            Permission.READ_TEMPLATES,
        }
    ),
}
SITE_WIDE = frozenset(
    {
        Permission.MAKE_PANELS,
        Permission.READ_STAFF,
        Permission.MANAGE_STAFF,
        Permission.READ_PAGES,
        Permission.WRITE_PAGES,
        Permission.WRITE_REASONS,
        Permission.WRITE_TEMPLATES,
    }
)
"""What concerns every panel: only a grant on all panels carries it."""


@dataclass(frozen=True)
class Actor:
    """Who acts, as a verb's ``by``: a user, the asker with their link, or the system.

    ``seal`` is the audit key with which the act enters the record; ``request_id`` ties it to logs.
    ``batch`` is the batch that the act is part of, which its event names.
    """

    kind: ActorKind
    seal: bytes
    user: User | None = None
    request_id: str | None = None
    batch: int | None = None


def granting(permission: Permission) -> frozenset[Role]:
    """The roles that carry ``permission``."""
    return frozenset(role for role, carried in PERMISSIONS.items() if permission in carried)


def grants(user: User, permission: Permission) -> list[RoleGrant]:
    """The user's grants that carry ``permission``, on whichever panel; what is site-wide on all of them."""
    roles = granting(permission)
    carrying = [grant for grant in user.grants if grant.role in roles]
    if permission in SITE_WIDE:
        return [grant for grant in carrying if grant.panel_id is None]
    return carrying


def may_somewhere(user: User, permission: Permission) -> bool:
    """Whether ``user`` holds ``permission`` on one panel at least."""
    return permission is Permission.HAVE_ACCOUNT or bool(grants(user, permission))


def may(user: User, permission: Permission, panel_id: int) -> bool:
    """Whether ``user`` holds ``permission`` on this panel."""
    return any(grant.panel_id in (None, panel_id) for grant in grants(user, permission))


def belongs(user: User, panel_id: int) -> bool:
    """Whether ``user`` is staff of this panel, in whatever role."""
    return any(grant.panel_id in (None, panel_id) for grant in user.grants)


def may_answer_for(user: User, executive_id: int, panel_id: int) -> bool:
    """Whether ``user`` may type for this executive: a delegate, or a moderator on their behalf."""
    if may(user, Permission.ANSWER_FOR_ALL, panel_id):
        return True
    own = grants(user, Permission.ANSWER_FOR_OWN)
    return any(grant.executive_id == executive_id for grant in own)


def panels_within(user: User, permission: Permission) -> ColumnElement[bool]:
    """The condition that keeps a query of panels to those where ``user`` holds ``permission``."""
    held = grants(user, permission)
    if any(grant.panel_id is None for grant in held):
        return true()
    ids = [grant.panel_id for grant in held]
    return Panel.id.in_(ids) if ids else false()


def demand(by: Actor, permission: Permission, panel_id: int) -> User:
    """The acting user, who holds ``permission`` on this panel.

    Raises:
        NotAllowed: nobody is signed in, or they lack it.
    """
    if by.user is None or not may(by.user, permission, panel_id):
        raise NotAllowed(permission)
    return by.user


def demand_everywhere(by: Actor, permission: Permission) -> User:
    """The acting user, who holds the site-wide ``permission``.

    Raises:
        NotAllowed: nobody is signed in, or they lack it.
    """
    assert permission in SITE_WIDE, permission
    if by.user is None or not grants(by.user, permission):
        raise NotAllowed(permission)
    return by.user

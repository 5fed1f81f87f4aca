"""What the pages about staff show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, g, url_for
from flask_babel import gettext, ngettext

from blueprints.access import signed_in_user
from blueprints.managing.staff.forms import GrantForm, PressForm
from blueprints.managing.staff.words import role_word
from blueprints.staff import account
from domain.account import inviting, lists, sign_ins
from domain.permissions import Permission, may_somewhere
from models import Invitation, Role, RoleGrant, User


@dataclass(frozen=True)
class Held:
    """A role as it is read, and on what."""

    grant: RoleGrant
    role: str
    on: str


@dataclass(frozen=True)
class Member:
    """One row of the list."""

    user: User
    name: str
    roles: list[str]
    panels: list[str]
    seen_at: datetime | None
    state: str
    """``invited``, ``ended`` (an invitation that came to nothing), ``disabled`` or ``in``."""
    invitation: Invitation | None


def may_manage() -> bool:
    """Whether the signed-in person may change what they see of staff."""
    return may_somewhere(signed_in_user(), Permission.MANAGE_STAFF)


def called(user: User) -> str:
    """Their name; their address until they have chosen one."""
    return user.name or user.email


def members(rows: Sequence[lists.Member]) -> list[Member]:
    """The rows of the list."""
    return [_member(row) for row in rows]


def person(
    user: User, *, form: GrantForm | None = None, problem: str | None = None, failed: bool = False
) -> dict[str, Any]:
    """All that the page of one account shows; ``form`` is the one that was sent and refused."""
    manages = may_manage()
    form = form or GrantForm(formdata=None)
    form.offer()
    invitation = inviting.newest(user)
    return {
        "account": account(),
        "user": user,
        "name": called(user),
        "manages": manages,
        "own": user.id == signed_in_user().id,
        "held": [_held(grant) for grant in user.grants],
        "sign_ins": sign_ins.current(user, g.now),
        "state": _state(user, invitation),
        "invitation": invitation,
        "link": _link(invitation) if manages and invitation else None,
        "form": form,
        "press": PressForm(formdata=None),
        "problem": problem,
        "failed": failed,
    }


def sentence(action: str, *, own: bool) -> str:
    """Why an indispensable administrator stays."""
    if own and action == "disable":
        return gettext("You can’t disable your own account. Another administrator can.")
    if own:
        return gettext("You can’t take your own last role of an administrator. Another administrator can.")
    return gettext(
        "This is the last administrator of all panels. Make somebody else one first, "
        "so that nobody is locked out."
    )


def _member(row: lists.Member) -> Member:
    held = [_held(grant) for grant in row.user.grants]
    return Member(
        user=row.user,
        name=called(row.user),
        roles=list(dict.fromkeys(each.role for each in held)),
        panels=_panels(row.user),
        seen_at=row.seen_at,
        state=_state(row.user, row.invitation),
        invitation=row.invitation,
    )


def _panels(user: User) -> list[str]:
    if not user.grants:
        return []
    if any(grant.panel_id is None for grant in user.grants):
        return [gettext("All panels")]
    titles = list(dict.fromkeys(grant.panel.title for grant in user.grants if grant.panel))
    if len(titles) <= 2:
        return titles
    return [titles[0], ngettext("and %(num)s more", "and %(num)s more", len(titles) - 1)]


def _held(grant: RoleGrant) -> Held:
    role = role_word(grant.role)
    if grant.role is Role.EXECUTIVE and grant.executive:
        role = gettext("Executive, for %(name)s", name=grant.executive.name)
    return Held(grant, role, grant.panel.title if grant.panel else gettext("All panels"))


def _state(user: User, invitation: Invitation | None) -> str:
    if user.disabled_at is not None:
        return "disabled"
    if user.password_hash:
        return "in"
    return "invited" if invitation and inviting.usable(invitation, g.now) else "ended"


def _link(invitation: Invitation) -> str | None:
    """The whole link to copy; None once it opens nothing."""
    if not inviting.usable(invitation, g.now):
        return None
    settings = current_app.config["FLOOR"]
    token = inviting.token(invitation, settings.link_key)
    return str(settings.base_url) + url_for("accounts.invitation", token=token)

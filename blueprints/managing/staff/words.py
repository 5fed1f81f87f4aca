"""Words for roles."""

from __future__ import annotations

from flask_babel import lazy_gettext

from models import Role

ROLES = {
    Role.MODERATOR: lazy_gettext("Moderator"),
    Role.EXECUTIVE: lazy_gettext("Executive"),
    Role.APPROVER: lazy_gettext("Approver"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
    Role.AUDITOR: lazy_gettext("Auditor"),
}


def role_word(role: Role) -> str:
    """The word for a role."""
    return str(ROLES[role])

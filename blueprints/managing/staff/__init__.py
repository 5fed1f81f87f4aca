"""Staff: invitations, roles, sign-ins."""

from blueprints.managing.staff import changes, invitations, views

__all__ = ["changes", "invitations", "views"]

"""Who works here: users, what they may do and where they are signed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.columns import Id, Instant, Model, choice, reference

if TYPE_CHECKING:
    from models.panel import Executive, Panel


class Role(StrEnum):
    """What a grant makes of a user. Roles do not nest; a person may hold several."""

    MODERATOR = "moderator"
    EXECUTIVE = "executive"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class User(Model):
    """An account of the staff. Readers have none.

    Who was invited and has not come yet has an empty ``password_hash``, which no password fits.
    ``keys`` is how they set the desk's keyboard; empty where they left it as it came.
    """

    __tablename__ = "users"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    keys: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="user", order_by="RoleGrant.id", foreign_keys="RoleGrant.user_id"
    )
    sign_ins: Mapped[list[SignIn]] = relationship(back_populates="user", order_by="SignIn.id")
    invitations: Mapped[list[Invitation]] = relationship(
        back_populates="user", order_by="Invitation.id", foreign_keys="Invitation.user_id"
    )


class RoleGrant(Model):
    """A role on one panel, or on all of them where ``panel_id`` is empty."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint("(role = 'EXECUTIVE') = (executive_id IS NOT NULL)", name="delegate"),
        Index("ix_role_grants_user_id_role", "user_id", "role"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = reference("users.id")
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    panel_id: Mapped[int | None] = reference("panels.id", index=True)
    executive_id: Mapped[int | None] = reference("executives.id", index=True)
    granted_at: Mapped[datetime | None] = mapped_column(Instant)
    granted_by_id: Mapped[int | None] = reference("users.id")

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id])
    granted_by: Mapped[User | None] = relationship(foreign_keys=[granted_by_id])
    panel: Mapped[Panel | None] = relationship()
    executive: Mapped[Executive | None] = relationship()


class SignIn(Model):
    """One signed-in browser. Its cookie is worth nothing once ``ended_at`` is set."""

    __tablename__ = "sign_ins"

    id: Mapped[Id]
    user_id: Mapped[int] = reference("users.id", index=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_agent: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship(back_populates="sign_ins")


class Invitation(Model):
    """A link with which somebody who was invited chooses their name and password.

    The token is ``<selector>.<mac>`` over kind, selector and generation; it is stored nowhere.
    """

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("accepted_at IS NULL OR ended_at IS NULL", name="one_end"),)

    id: Mapped[Id]
    user_id: Mapped[int] = reference("users.id", index=True)
    selector: Mapped[str] = mapped_column(String(32), unique=True)
    generation: Mapped[int] = mapped_column(default=1)
    invited_by_id: Mapped[int | None] = reference("users.id")
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship(back_populates="invitations", foreign_keys=[user_id])
    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id])

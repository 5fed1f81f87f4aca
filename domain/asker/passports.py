"""The links of a submission: its passport, and the one that confirms the asker's address."""

from __future__ import annotations

from sqlalchemy import select

from domain import links
from domain.links import Kind
from extensions import db
from models import Passport, Question


def token(passport: Passport, link_key: bytes) -> str:
    """The passport's token."""
    return links.token(Kind.PASSPORT, passport.selector, passport.generation, link_key)


def find(token: str, link_key: bytes) -> Passport | None:
    """The passport that ``token`` opens, or None."""
    return _found(token, Kind.PASSPORT, link_key)


def confirmation_token(passport: Passport, link_key: bytes) -> str:
    """What is mailed to the asker's present address; it dies when they give another one."""
    return links.token(
        Kind.CONFIRMATION, passport.selector, passport.generation, link_key, _address(passport)
    )


def find_confirmation(token: str, link_key: bytes) -> Passport | None:
    """The passport whose present address ``token`` confirms, or None."""
    return _found(token, Kind.CONFIRMATION, link_key)


def locked_questions(passport: Passport) -> list[Question]:
    """The submission's questions, locked in the order of their ids until the transaction ends.

    Events are numbered under these locks, and what else is the asker's is changed under them too.
    """
    return list(
        db.session.scalars(
            select(Question)
            .where(Question.passport_id == passport.id)
            .order_by(Question.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def _found(token: str, kind: Kind, link_key: bytes) -> Passport | None:
    selector = links.selector_of(token)
    if selector is None:
        return None
    passport = db.session.scalar(select(Passport).where(Passport.selector == selector))
    if passport is None:
        return None
    about = (_address(passport),) if kind is Kind.CONFIRMATION else ()
    found = links.opens(token, kind, passport.selector, passport.generation, link_key, *about)
    return passport if found else None


def _address(passport: Passport) -> bytes:
    """The keyed hash of the address that is to be confirmed."""
    return (passport.asker.email_digest if passport.asker else None) or b""

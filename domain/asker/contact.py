"""How an asker is reached and named: their address, its confirmation, their name in public."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from domain.asker import passports
from domain.permissions import Actor
from domain.question import asking, fields
from domain.record import events, outbox
from domain.refusals import BadField, NotAvailable
from extensions import db
from models import Asker, OutboxMessage, Passport, Question

CONFIRM_AGAIN_AFTER = timedelta(minutes=10)
"""So that nobody fills a stranger's mailbox by pressing a button."""


def awaits(passport: Passport) -> bool:
    """Whether the asker's address still has to be confirmed before anything else is sent to it."""
    asker = passport.asker
    return asker is not None and outbox.unconfirmed(passport.id)


def notify(passport: Passport, *, email: str, by: Actor, at: datetime, link_key: bytes) -> None:
    """Write to ``email`` from now on, once it is confirmed; an empty one: to nobody.

    Raises:
        BadField: it can't be an address; or it is empty while the question waits for one.
        NotAvailable: the asker's data is gone for good.
    """
    address = fields.email(email)
    questions = passports.locked_questions(passport)
    _check_still_theirs(questions)
    asker = db.session.scalar(select(Asker).where(Asker.passport_id == passport.id))
    if address is None and any(question.awaits_confirmation for question in questions):
        raise BadField("email", "needed")
    if address == (asker.email if asker else None):
        if address is not None and outbox.unconfirmed(passport.id):
            _ask_again(passport, at=at)
        return
    outbox.cancel_all(passport.id, at=at)
    if asker is None:
        asker = Asker(passport_id=passport.id, name="", expires_at=asking.expiry(passport.panel, at))
        db.session.add(asker)
    asker.email, asker.confirmed_at = address, None
    asker.email_digest = asking.email_digest(address, link_key)
    if address is None and not asker.name:
        db.session.delete(asker)
    db.session.flush()
    for question in questions:
        events.write(question, "notify", by=by, at=at, details={"on": address is not None})
    if address is not None:
        outbox.tell_passport("confirm", passport.id, key=f"{at.timestamp()}", at=at)


def confirm(passport: Passport, *, by: Actor, at: datetime) -> None:
    """The asker reads mail at the address they gave: their question goes to the moderators.

    A second time changes nothing.

    Raises:
        NotAvailable: there is no address any more.
    """
    questions = passports.locked_questions(passport)
    asker = db.session.scalar(select(Asker).where(Asker.passport_id == passport.id))
    if asker is None or asker.email is None:
        raise NotAvailable("confirm")
    if asker.confirmed_at is not None:
        return
    asker.confirmed_at = at
    db.session.flush()
    for question in questions:
        event = events.write(question, "confirm", by=by, at=at)
        db.session.flush()
        if question.awaits_confirmation:
            question.awaits_confirmation = False
            outbox.tell_asker("received", question, event, at=at, not_before=at)
        elif question.published_at is not None and question.published_at > at:
            outbox.tell_asker("published", question, event, at=at, not_before=question.published_at)


def show_name(passport: Passport, *, shown: bool, by: Actor, at: datetime) -> None:
    """Show the asker's name with their question, or hide it.

    Raises:
        NotAvailable: they gave none.
    """
    questions = passports.locked_questions(passport)
    asker = db.session.scalar(select(Asker).where(Asker.passport_id == passport.id))
    if asker is None or not asker.name:
        raise NotAvailable("name")
    if asker.show_name is shown:
        return
    asker.show_name = shown
    for question in questions:
        events.write(question, "name", by=by, at=at, details={"shown": shown})


def send_links(email: str, *, at: datetime, link_key: bytes) -> None:
    """Send the links of everything that was asked with ``email``; who doesn't know it learns nothing.

    Once an hour at most for each passport, and never to an address that waits for its confirmation:
    whoever gets the link can take the question back.

    Raises:
        BadField: it is missing, or can't be an address.
    """
    address = fields.email(email)
    if address is None:
        raise BadField("email", "missing")
    found = db.session.scalars(
        select(Asker.passport_id)
        .where(
            Asker.email_digest == asking.email_digest(address, link_key),
            ~outbox.waits_for_confirmation(),
        )
        .order_by(Asker.passport_id.desc())
        .limit(50)
    )
    for passport_id in found.all():
        outbox.tell_passport("passport-lost", passport_id, key=f"{at:%Y%m%d%H}", at=at)


def masked(email: str) -> str:
    """``email`` so that its owner knows it again and nobody else learns it."""
    name, _, host = email.rpartition("@")
    return f"{name[:1]}•••@{host}"


def _check_still_theirs(questions: list[Question]) -> None:
    """Who left every question of a submission has nothing to be told of."""
    if all(question.asker_left_at is not None for question in questions):
        raise NotAvailable("notify")


def _ask_again(passport: Passport, *, at: datetime) -> None:
    last = db.session.scalar(
        select(OutboxMessage.created_at)
        .where(OutboxMessage.passport_id == passport.id, OutboxMessage.kind == "confirm")
        .order_by(OutboxMessage.created_at.desc())
        .limit(1)
    )
    if last is None or at - last >= CONFIRM_AGAIN_AFTER:
        outbox.tell_passport("confirm", passport.id, key=f"{at.timestamp()}", at=at)

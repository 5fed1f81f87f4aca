"""``flask accounts``."""

from __future__ import annotations

import sys

import click
from flask import current_app

from blueprints.operations import bp
from blueprints.operations.running import refuse, with_database
from blueprints.phrases import refusal_sentence
from domain.account import creating, passwords
from domain.panel.creating import find
from domain.permissions import Actor
from domain.refusals import BadField, Exists
from extensions import begin_writing, clock, db
from models import ActorKind, Executive, Panel, Role

group = click.Group("accounts", help="Accounts of the staff.")
bp.cli.add_command(group)


@group.command()
@click.argument("email")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="Several times for several roles.",
)
@click.option("--name", default="", help="As colleagues know them; else made from the address.")
@click.option("--panel", "slug", help="One panel's slug; all panels unless given.")
@click.option("--delegate-of", "delegates", multiple=True, help="SLUG/NAME of an executive.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_database
def create(
    email: str,
    roles: tuple[str, ...],
    name: str,
    slug: str | None,
    delegates: tuple[str, ...],
    password_stdin: bool,
) -> None:
    """Make an account; without --password-stdin a random password is printed."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else passwords.made_up()
    try:
        password_hash = passwords.hashed(password)
        begin_writing()
        user = creating.create(
            email=email,
            name=name.strip() or _name_of(email),
            password_hash=password_hash,
            grants=_grants(roles, _panel(slug), delegates),
            by=Actor(ActorKind.SYSTEM, current_app.config["FLOOR"].audit_key),
            at=clock.now(),
        )
        db.session.commit()
    except BadField as refusal:
        refuse(_sentence(refusal))
    except Exists as refusal:
        refuse(f"{refusal.value} has an account already.")
    click.echo(f"{user.email}: {', '.join(roles)}")
    if not password_stdin:
        click.echo(f"password: {password}")


def _grants(roles: tuple[str, ...], panel: Panel | None, delegates: tuple[str, ...]) -> list[creating.Grant]:
    plain = [Role(role) for role in roles if role != Role.EXECUTIVE]
    given = [creating.Grant(role, panel=panel) for role in plain]
    if Role.EXECUTIVE.value in roles and not delegates:
        refuse("--role executive needs --delegate-of SLUG/NAME: whose answers they type.")
    if delegates and Role.EXECUTIVE.value not in roles:
        refuse("--delegate-of goes with --role executive.")
    return given + [creating.Grant(Role.EXECUTIVE, executive=_executive(value)) for value in delegates]


def _panel(slug: str | None) -> Panel | None:
    if slug is None:
        return None
    panel = find(slug)
    if panel is None:
        refuse(f"--panel: there is no panel {slug!r}.")
    return panel


def _executive(value: str) -> Executive:
    slug, slash, name = value.partition("/")
    panel = find(slug) if slash else None
    if panel is None:
        refuse(f"--delegate-of {value!r}: write SLUG/NAME with the slug of a panel.")
    for executive in panel.executives:
        if executive.name == name.strip():
            return executive
    refuse(f"--delegate-of: {name!r} doesn't sit on {slug!r}.")


def _name_of(email: str) -> str:
    words = email.partition("@")[0].replace(".", " ").replace("_", " ").replace("-", " ")
    return words.title() or email


def _sentence(refusal: BadField) -> str:
    if refusal.field == "password":
        bound = "more" if refusal.code == "too-short" else "fewer"
        return f"password: {refusal.limit} characters or {bound}."
    return f"{refusal.field}: {refusal_sentence(refusal)}"

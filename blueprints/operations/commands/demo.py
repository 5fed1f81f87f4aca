"""``flask demo``."""

from __future__ import annotations

import click
from flask import current_app
from sqlalchemy import select

from blueprints.converters import reserved_slugs
from blueprints.operations import bp, demo
from blueprints.operations.running import progress, refuse, with_database
from domain.panel.creating import find
from extensions import begin_writing, clock, db
from models import Panel, User


@bp.cli.command("demo")
@click.option("--if-empty", is_flag=True, help="Only where there is no panel and no account yet.")
@with_database
def demo_command(if_empty: bool) -> None:
    """Fill in a panel with made-up questions in every state, and one account for each role."""
    if if_empty and not _empty():
        return
    words = demo.content()
    slug = words["panel"]["slug"]
    if find(slug) is not None:
        refuse(f"The demo is here already: {current_app.config['FLOOR'].base_url}/{slug}/")
    made = demo.made_up_accounts(words)
    begin_writing()
    filling = demo.fill(words, made, reserved=reserved_slugs(current_app), at=clock.now())
    for _ in progress(filling, len(words["questions"]) + 1, "demo"):
        pass
    db.session.commit()
    click.echo(f"{words['panel']['title']}: {current_app.config['FLOOR'].base_url}/{slug}/")
    click.echo("Accounts of the demo (these passwords are shown once):")
    for account in made:
        click.echo(f"  {account.role:<14} {account.email:<28} {account.password}")


def _empty() -> bool:
    panel = db.session.scalar(select(Panel.id).limit(1))
    user = db.session.scalar(select(User.id).limit(1))
    return panel is None and user is None

"""``flask panels``."""

from __future__ import annotations

from datetime import datetime

import click
from flask import current_app

from blueprints.converters import reserved_slugs
from blueprints.operations import bp
from blueprints.operations.running import refuse, the_system, with_database
from blueprints.phrases import refusal_sentence
from domain.panel import creating, window
from domain.refusals import BadField, Exists
from extensions import begin_writing, clock, db
from models import Audience, SignOff

group = click.Group("panels", help="Panels.")
bp.cli.add_command(group)

SENTENCES = {
    "not-a-slug": "SLUG has 2 to 60 characters of a-z, 0-9 and single hyphens inside.",
    "reserved": "SLUG: an address of the site, or a language code, begins so. Choose another.",
    "before-opening": "--closes lies before --opens.",
    "not-a-time-zone": "--time-zone: there is no such zone. Write it as Europe/Helsinki.",
    "not-a-time": "write the time as 2026-11-30T18:00, on the clocks of --time-zone.",
    "ambiguous-time": "the clocks of --time-zone show this time twice. Choose another.",
    "time-that-does-not-exist": "the clocks of --time-zone skip this time. Choose another.",
}
OPTIONS = {"lang": "language", "name": "executive"}
"""The options whose fields have another name."""


@group.command()
@click.argument("slug")
@click.option("--title", required=True)
@click.option("--executive", "executives", multiple=True, help="A name; several times for several.")
@click.option("--opens", help="YYYY-MM-DDTHH:MM on the panel's clocks; now unless given.")
@click.option("--closes", help="YYYY-MM-DDTHH:MM on the panel's clocks; no end unless given.")
@click.option("--time-zone", default="UTC", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option("--introduction", default="", help="Markdown.")
@click.option("--list-open", is_flag=True, help="List approved questions before they are answered.")
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.PUBLIC.value,
    show_default=True,
    help="link: SLUG gets a random tail, and no list has it. staff: only signed-in staff find it.",
)
@click.option("--sign-off", is_flag=True, help="An approver signs every answer.")
@with_database
def create(
    slug: str,
    title: str,
    executives: tuple[str, ...],
    opens: str | None,
    closes: str | None,
    time_zone: str,
    language: str,
    introduction: str,
    list_open: bool,
    audience: str,
    sign_off: bool,
) -> None:
    """Make a panel, open from now on unless told; its address is printed, with its tail where it has one."""
    now = clock.now()
    begin_writing()
    try:
        creating.zone(time_zone)
        plan = creating.Plan(
            slug=slug,
            title=title,
            opens_at=_time(opens, time_zone, "opens") or now,
            closes_at=_time(closes, time_zone, "closes"),
            time_zone=time_zone,
            language=language,
            introduction=introduction,
            audience=Audience(audience),
            sign_off=SignOff.ONE_APPROVER if sign_off else SignOff.NONE,
            list_open=list_open,
            executives=tuple(creating.Person(name) for name in executives),
        )
        panel = creating.create(plan, reserved=reserved_slugs(current_app), by=the_system(), at=now)
        address = f"{current_app.config['FLOOR'].base_url}/{panel.slug}/"
    except BadField as refusal:
        refuse(_sentence(refusal))
    except Exists:
        refuse(f"SLUG: there is a panel {slug!r} already.")
    db.session.commit()
    click.echo(address)


def _time(value: str | None, zone: str, field: str) -> datetime | None:
    return window.local_time(value, zone, field) if value else None


def _sentence(refusal: BadField) -> str:
    sentence = SENTENCES.get(refusal.code)
    if sentence is None:
        option = OPTIONS.get(refusal.field, refusal.field)
        return f"--{option}: {refusal_sentence(refusal)}"
    if refusal.field in ("opens", "closes") and not sentence.startswith("--"):
        return f"--{refusal.field}: {sentence}"
    return sentence

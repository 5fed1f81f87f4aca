"""Templates: texts that moderators begin from, for messages and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.desk import kept, letters
from domain.permissions import Actor, Permission, demand_everywhere
from domain.question import fields
from domain.refusals import BadField
from extensions import db
from models import Event, Template, TemplateKind

LANG_LONGEST = 16


@dataclass(frozen=True)
class Words:
    """What a template says, and in which language."""

    title: str
    text: str
    lang: str


def every() -> Sequence[Template]:
    """The templates that can be chosen, of both kinds, in their order."""
    return [template for template in whole() if template.retired_at is None]


def whole() -> Sequence[Template]:
    """All templates in their order, those that are out of use too."""
    return db.session.scalars(
        select(Template).order_by(Template.kind.desc(), Template.position, Template.id)
    ).all()


def find(template_id: int) -> Template | None:
    """The template of that id, be it in use or not."""
    return db.session.get(Template, template_id)


def locked(template_id: int) -> Template | None:
    """The template with its row locked until the transaction ends, read afresh; None: no such."""
    return kept.locked(Template, Template.id == template_id)


def begun_from(template_id: int | None, kind: TemplateKind) -> Template | None:
    """The template of that kind that a text began from; it may have gone out of use meanwhile."""
    found = find(template_id) if template_id is not None else None
    return found if found is not None and found.kind is kind else None


def text(value: str) -> str:
    """A template's text with places, 2,000 characters at most. Raises BadField."""
    found = fields.note("template_text", value)
    letters.check(found, field="template_text", may_stay_open=True)
    return found


def lang(value: str) -> str:
    """The language of a template. Raises BadField."""
    code = fields.language(value)
    if code is None or len(code) > LANG_LONGEST:
        raise BadField("lang", "not-a-language")
    return code


def create(kind: TemplateKind, words: Words, *, by: Actor, at: datetime) -> Template:
    """Make a template at the end of those of its kind.

    Raises:
        NotAllowed: the actor may not write templates.
        BadField: title, text or language can't be used.
    """
    demand_everywhere(by, Permission.WRITE_TEMPLATES)
    template = Template(kind=kind)
    _say(template, words)
    kept.add(template, Template.kind == kind, by=by, at=at, details={"kind": kind.value})
    return template


def edit(template: Template, words: Words, *, seen: int, by: Actor, at: datetime) -> Event:
    """Change what ``template``, whose row is locked, says. What was sent stays as it was sent.

    Raises: NotAllowed, Stale, BadField (see ``create``; or it is all as it was).
    """
    kept.check(template, seen=seen, by=by)
    before = _said(template)
    _say(template, words)
    changed = sorted(name for name, value in _said(template).items() if value != before[name])
    if not changed:
        raise BadField("template_text", "same-as-before")
    return kept.count(template, "edit", by=by, at=at, details={"changed": changed})


def retire(template: Template, *, seen: int, by: Actor, at: datetime) -> Event:
    """Take ``template`` out of use. Raises NotAllowed, Stale, NotAvailable (it is out of use)."""
    return kept.retire(template, seen=seen, by=by, at=at)


def restore(template: Template, *, seen: int, by: Actor, at: datetime) -> Event:
    """Bring ``template`` back into use. Raises NotAllowed, Stale, NotAvailable (it is in use)."""
    return kept.restore(template, seen=seen, by=by, at=at)


def move(template: Template, *, up: bool, seen: int, by: Actor, at: datetime) -> Event:
    """Let ``template`` change places with the one of its kind before it, or after it with ``up=False``.

    Raises: NotAllowed, Stale, NotAvailable (it is at that end of the list).
    """
    return kept.move(template, Template.kind == template.kind, up=up, seen=seen, by=by, at=at)


def _said(template: Template) -> dict[str, object]:
    return {name: getattr(template, name) for name in ("title", "text", "lang")}


def _say(template: Template, words: Words) -> None:
    template.title, template.text = kept.title(words.title), text(words.text)
    template.lang = lang(words.lang)

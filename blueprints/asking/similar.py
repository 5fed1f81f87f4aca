"""What is public and near to the question that somebody is typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request, url_for
from werkzeug.exceptions import UnprocessableEntity

from blueprints.access import public
from blueprints.asking import bp
from blueprints.panels import readable, reader_of
from domain.language import slug
from domain.question import duplicates, fields, supporting
from domain.refusals import BadField, TooSlow
from domain.visibility import Sight, seen
from models import Panel, Question, Status, Wording

MOST = 5
LOOKED_AT = 20
"""Of so many near ones those that readers see are shown: a scheduled one is still nobody's to read."""


@dataclass(frozen=True)
class Similar:
    """One near question. ``supports`` is None where readers don't see how many want to know it."""

    wording: Wording
    url: str
    answered: bool
    supports: int | None


@bp.get("/<panel:panel>/similar")
@public
def similar(panel: str) -> Any:
    """A piece of the ask page: up to five near questions, the answered ones first. 204 where none is."""
    found = readable(panel)
    try:
        text = fields.question_text(request.args.get("text", ""))
    except BadField as refusal:
        raise UnprocessableEntity from refusal
    rows = _near(found, text)
    if not rows:
        return "", 204
    rows.sort(key=lambda row: not row.answered)
    return render_template("asking/similar.html", rows=rows)


def _near(panel: Panel, text: str) -> list[Similar]:
    """The nearest that who asks may read; none where they weren't found in time: nobody waits for them."""
    among = {Status.PUBLISHED, Status.APPROVED} if panel.list_open else {Status.PUBLISHED}
    try:
        near = duplicates.near_text(panel, text, among=among, most=LOOKED_AT)
    except TooSlow:
        return []
    reader = reader_of(panel)
    sights = [(one.question, seen(one.question, g.now, reader).sight) for one in near]
    shown = [(question, sight) for question, sight in sights if sight in (Sight.PUBLISHED, Sight.OPEN)]
    return [_row(panel, question, sight) for question, sight in shown[:MOST]]


def _row(panel: Panel, question: Question, sight: Sight) -> Similar:
    wording = question.wording
    return Similar(
        wording=wording,
        url=url_for("reading.question", panel=panel.slug, question_id=question.id, slug=slug(wording.text)),
        answered=sight is Sight.PUBLISHED,
        supports=question.support_tally.count if supporting.is_shown(panel, g.now) else None,
    )

"""An answer in all the versions that were public."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, current_app, render_template, request, url_for
from markupsafe import Markup

from blueprints import paging
from blueprints.access import public
from blueprints.panels import readable, sight
from blueprints.reading import bp, entries
from domain import prose
from domain.answer.versions import Version
from domain.question import difference, lists
from domain.visibility import Sight
from models import Question


@dataclass(frozen=True)
class Change:
    """What changed from one version to the next, paragraph by paragraph."""

    earlier: Version
    later: Version
    paragraphs: list[list[difference.Piece]]
    words_out: int
    words_in: int


@bp.get("/<panel:panel>/questions/<id:question_id>/versions/<id:executive_id>")
@public(cached=True)
def versions(panel: str, question_id: int, executive_id: int) -> str:
    """What was corrected in an answer, and each of its versions alone (``?version=N``)."""
    readable(panel)
    question = lists.public(question_id)
    if (
        question is None
        or question.panel.slug != panel
        or sight(question, panel).sight is not Sight.PUBLISHED
    ):
        abort(404)
    entry = entries.entry(question, question.panel)
    answer = next((one for one in entry.answers if one.executive.id == executive_id), None)
    if answer is None or answer.correction is None:
        abort(404)
    alone = _asked_for("version", answer.versions)
    later = _asked_for("changes", answer.versions[1:]) or answer.versions[-1]
    cited = alone or later
    return render_template(
        "reading/versions.html",
        panel=question.panel,
        entry=entry,
        answer=answer,
        versions=answer.versions[::-1],
        alone=alone,
        alone_html=Markup(alone.revision.html) if alone else None,  # noqa: S704 - cleaned when saved
        change=None if alone else _change(answer.versions[later.number - 2], later),
        cited=cited,
        cited_address=current_app.config["FLOOR"].base_url + _address(question, executive_id, cited),
    )


def _asked_for(name: str, known: list[Version]) -> Version | None:
    """The version whose number the address has under ``name``; one that isn't ``known`` is a 404."""
    wanted = request.args.get(name)
    if not wanted:
        return None
    number = paging.whole_number(wanted)
    return next((one for one in known if one.number == number), None) or abort(404)


def _change(earlier: Version, later: Version) -> Change:
    texts = [prose.paragraphs(version.revision.html) for version in (earlier, later)]
    paragraphs = difference.of_paragraphs(*texts)
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    return Change(
        earlier, later, paragraphs, difference.words(pieces, "del"), difference.words(pieces, "ins")
    )


def _address(question: Question, executive_id: int, version: Version) -> str:
    return url_for(
        "reading.versions",
        panel=question.panel.slug,
        question_id=question.id,
        executive_id=executive_id,
        version=version.number,
        lang=None,
    )

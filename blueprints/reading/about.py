"""What the site says of itself: rules, privacy, accessibility, imprint, contact."""

from __future__ import annotations

from flask import abort, render_template, request
from markupsafe import Markup

from blueprints import paging
from blueprints.access import public
from blueprints.reading import bp
from domain.page import headings, lists, rules
from models import PageName, PageVersion


@bp.get("/about/<page>")
@public(cached=True)
def about(page: str) -> str:
    """The page as it stands, or with ``version`` as it stood."""
    found = lists.find(page)
    if found is None:
        abort(404)
    shown = found.newest
    wanted = request.args.get("version")
    if wanted:
        number = paging.whole_number(wanted)
        earlier = lists.version(found, number) if number is not None else None
        if earlier is None:
            abort(404)
        shown = earlier
    return render_template(
        "reading/about.html",
        page=found,
        shown=shown,
        html=_html(found.name, shown),
        newest=found.newest,
        versions=lists.versions(found),
        here=f"about-{page}",
    )


def _html(name: PageName, version: PageVersion) -> Markup:
    html = rules.anchored(version.html) if name is PageName.RULES else version.html
    return Markup(headings.raised(html))  # noqa: S704 - cleaned by domain.prose

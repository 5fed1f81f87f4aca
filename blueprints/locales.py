"""Which language a page is in: the address's, else the panel's, else English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request

from extensions import babel

ENGLISH = "en"
WORDLESS = frozenset({"static", "reading.media"})
"""What has no language, so that its address stays the same in all of them."""

FOLDER = Path(__file__).parent.parent / "translations"


@cache
def available() -> frozenset[str]:
    """The languages that have a catalogue."""
    found = {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")}
    return frozenset(found | {ENGLISH})


def chosen() -> str:
    """The language of this page."""
    if not has_request_context():
        return ENGLISH
    for wanted in (request.args.get("lang", ""), getattr(g.get("panel"), "language", "")):
        if wanted in available():
            return wanted
    return ENGLISH


@dataclass(frozen=True)
class Offered:
    """A language in which this page can be read, by its own name."""

    code: str
    name: str
    url: str


def offered() -> list[Offered]:
    """This page in every language that has a catalogue; none where it is no page to come back to."""
    if request.method != "GET":
        return []
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return [
        Offered(code, str(Locale.parse(code, sep="-").get_display_name() or code), _in(code, others))
        for code in sorted(available())
    ]


def _in(code: str, others: list[tuple[str, str]]) -> str:
    return f"{quote(request.path)}?{urlencode([*others, ('lang', code)])}"


def install(app: Flask) -> None:
    """Let every page of ``app`` choose its language, and its links carry it on."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    babel.init_app(app, locale_selector=chosen)
    app.jinja_env.globals["page_languages"] = offered

    @app.url_defaults
    def carry_on(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in WORDLESS or not has_request_context():
            return
        wanted = request.args.get("lang")
        if wanted in available() and current_app.url_map.is_endpoint_expecting(endpoint, "lang") is False:
            values.setdefault("lang", wanted)

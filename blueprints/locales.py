"""Which language a page is in: the address's, else the panel's, else English."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context, request

from extensions import babel

ENGLISH = "en"
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


def install(app: Flask) -> None:
    """Let every page of ``app`` choose its language, and its links carry it on."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    babel.init_app(app, locale_selector=chosen)

    @app.url_defaults
    def carry_on(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" or not has_request_context():
            return
        wanted = request.args.get("lang")
        if wanted in available() and current_app.url_map.is_endpoint_expecting(endpoint, "lang") is False:
            values.setdefault("lang", wanted)

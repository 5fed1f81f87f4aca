"""What every template is given: filters, addresses of static files, what every page needs."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, g, url_for

from blueprints.phrases.keys import key_word
from blueprints.phrases.locale import locale
from blueprints.phrases.numbers import number
from blueprints.phrases.times import age, day, moment, short, time_of_day, weekday
from blueprints.phrases.words import action_word, initials, language_name, status_word, via_word
from domain.language import excerpt


@cache
def _fingerprint(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, another one when its bytes change."""
    path = Path(current_app.static_folder or "", name)
    return url_for("static", filename=name, v=_fingerprint(str(path)))


def install(app: Flask) -> None:
    """Give the templates of ``app`` these filters and what every page needs."""
    for made in (moment, day, short, time_of_day, weekday, age, number, initials, language_name, key_word):
        app.jinja_env.filters[made.__name__] = made
    app.jinja_env.filters.update(
        status_word=status_word, action_word=action_word, via_word=via_word, excerpt=excerpt
    )
    app.jinja_env.globals["static_url"] = static_url

    @app.context_processor
    def page() -> dict[str, object]:
        spoken = locale()
        return {
            "now": g.now,
            "page_lang": str(spoken).replace("_", "-"),
            "page_dir": spoken.text_direction,
            "account": None,
        }

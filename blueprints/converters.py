"""Parts of addresses: panels, bounded ids, actions; and which slugs a panel may not have."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from blueprints.paging import BIGGEST_ID

KEPT_FREE = frozenset(
    {
        "about",
        "account",
        "answers",
        "desk",
        "embed",
        "favicon",
        "feed",
        "healthz",
        "manage",
        "media",
        "metrics",
        "oembed",
        "passport",
        "readyz",
        "robots",
        "search",
        "sitemap",
        "static",
    }
)
"""First segments that the contract names, whether they are routed yet or not."""

_TWO_LETTER_CODES = """
    aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
    mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
    rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
    tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGE_CODES = frozenset(_TWO_LETTER_CODES.split())
"""ISO 639-1: a first segment of two letters picks a language one day."""


class PanelConverter(BaseConverter):
    """A panel's slug."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        """The slug itself, of 2 to 60 characters."""
        if not 2 <= len(value) <= 60:
            raise ValidationError
        return value


class IdConverter(IntegerConverter):
    """A row's id: digits, up to 2^63−1."""

    regex = r"\d{1,19}"

    def __init__(self, map: object) -> None:
        super().__init__(map, max=BIGGEST_ID)  # type: ignore[arg-type]


def install(app: Flask) -> None:
    """Make ``panel`` and ``id`` known to the routes of ``app``."""
    app.url_map.converters["panel"] = PanelConverter
    app.url_map.converters["id"] = IdConverter


def reserved_slugs(app: Flask) -> frozenset[str]:
    """What no panel may be called: first segments of routes, names kept free, language codes."""
    segments = {rule.rule.split("/")[1].split(".")[0] for rule in app.url_map.iter_rules()}
    routed = {segment for segment in segments if segment and not segment.startswith("<")}
    return frozenset(routed | KEPT_FREE | LANGUAGE_CODES)

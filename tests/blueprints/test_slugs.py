"""Which slugs no panel may have: an address of the site, or a language, begins so."""

from __future__ import annotations

import pytest
from flask import Flask

from blueprints.converters import reserved_slugs

NAMED = (
    *("static", "embed", "oembed", "media", "favicon", "about", "account", "answers", "desk", "feed"),
    *("healthz", "manage", "metrics", "passport", "readyz", "robots", "search", "sitemap"),
    *("en", "de", "fi", "ar", "zh", "ja", "pt"),
)


def test_every_first_segment_of_a_route_is_reserved(app: Flask) -> None:
    reserved = reserved_slugs(app)
    for rule in app.url_map.iter_rules():
        first = rule.rule.split("/")[1].partition(".")[0]
        if first and not first.startswith("<"):
            assert first in reserved, rule.rule


@pytest.mark.parametrize("slug", NAMED)
def test_what_the_contract_names_is_reserved_before_it_is_routed(app: Flask, slug: str) -> None:
    assert slug in reserved_slugs(app)


@pytest.mark.parametrize("slug", ["ask-steve", "engineering", "q1", "2026", "stat"])
def test_what_only_begins_alike_is_free(app: Flask, slug: str) -> None:
    assert slug not in reserved_slugs(app)

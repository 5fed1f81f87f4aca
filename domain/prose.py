"""Markdown to safe HTML. Pure, and slow enough to be done outside a transaction."""

from __future__ import annotations

import html as entities
import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from domain.language import graphemes, tidy
from domain.refusals import BadField

RENDERER = 1
"""Raised whenever the same source may give other HTML; kept beside what was rendered."""

LONGEST = 20_000
DEEPEST = 20
HIGHEST_HEADING = 3
TAGS = {"p", "br", "strong", "em", "s", "blockquote", "ul", "ol", "li", "a", "code", "pre", "hr"}
TAGS |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
BLOCK = re.compile(r"</(?:p|h[3-6]|li|blockquote|pre|td|th)>|<br ?/?>|<hr ?/?>")
TAG = re.compile(r"<[^>]*>")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": DEEPEST})
    return parser.enable(["table", "strikethrough"]).disable("image")


def render(source: str) -> str:
    """HTML of the Markdown ``source``: no images, headings from ``h3``, links that carry no weight.

    Raises:
        BadField: ``body`` is longer than 20,000 characters.
    """
    source = tidy(source)
    if len(source) > LONGEST and graphemes(source) > LONGEST:
        raise BadField("body", "too-long", LONGEST, graphemes(source) - LONGEST)
    parser = _parser()
    tokens = parser.parse(source)
    _lower_headings(tokens)
    raw = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        raw,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    ).strip()


def plain(html: str) -> str:
    """The words of rendered ``html``, for an excerpt."""
    return " ".join(entities.unescape(TAG.sub("", BLOCK.sub(" ", html))).split())


def paragraphs(html: str) -> list[str]:
    """The words of rendered ``html``, each of its blocks apart."""
    found = (" ".join(entities.unescape(TAG.sub("", block)).split()) for block in BLOCK.split(html))
    return [block for block in found if block]


def _lower_headings(tokens: list[Token]) -> None:
    """Headings begin at ``h3``, keep their order and skip no level."""
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    last = HIGHEST_HEADING - 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(levels.index(token.tag) + HIGHEST_HEADING, last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"

"""The numbered rules in the page of rules: each has an anchor, and reasons cite them by number. Pure."""

from __future__ import annotations

import re

from domain import prose
from models import PageVersion

LIST_TAG = re.compile(r"<(?P<end>/?)(?P<tag>ol|ul|li|blockquote)\b(?P<more>[^>]*)>")
START = re.compile(r'start="(\d{1,9})"')
Place = tuple[int, int, int]
"""A rule's number, and where in the HTML it begins, tag included, and ends."""


def rules(version: PageVersion) -> dict[int, str]:
    """The rules of this version by number, as plain text: the items of its first numbered list."""
    return {number: prose.plain(version.html[begin:end]) for number, begin, end in _places(version.html)}


def rule(version: PageVersion, number: int) -> str | None:
    """The rule of this number as plain text; None where this version has none of that number."""
    return rules(version).get(number)


def anchored(html: str) -> str:
    """Rendered ``html`` in which rule 4 can be linked to as ``#rule-4``."""
    pieces, last = [], 0
    for number, begin, _end in _places(html):
        tag = begin + len("<li")
        pieces += [html[last:tag], f' id="rule-{number}"']
        last = tag
    return "".join(pieces) + html[last:]


def _places(html: str) -> list[Place]:
    """The items of the first numbered list that stands in nothing else; ``html`` is what prose made."""
    found: list[Place] = []
    depth = begin = number = 0
    inside = False
    for tag in LIST_TAG.finditer(html):
        ends, name = bool(tag["end"]), tag["tag"]
        if name == "ol" and not ends and depth == 0:
            start = START.search(tag["more"])
            inside, number = True, int(start[1]) if start else 1
        if inside and name == "li" and depth == (2 if ends else 1):
            if ends:
                found.append((number, begin, tag.start()))
                number += 1
            else:
                begin = tag.start()
        depth += -1 if ends else 1
        if inside and depth == 0:
            break
    return found

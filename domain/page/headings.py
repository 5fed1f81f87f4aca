"""Headings of a page that stands by itself. Pure."""

from __future__ import annotations

import re

HEADING = re.compile(r"<(/?)h([3-6])>")


def raised(html: str) -> str:
    """Rendered ``html`` with headings from ``h2``: nothing but the page's title stands above them."""
    return HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", html)

"""Strings that have hurt other people's sites."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data" / "hostile_strings.json"
"""Two lists that belong to nobody here; everything passes without them, and says that they weren't there."""
MISSING = "NOT RUN: the hostile strings beside the project, for the file isn't there; those of our own are"
LONGEST_CHUNK = 16_000
NOTHING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff]+")
OWN = (
    "<script>alert('own')</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title></textarea></style><script src=//elsewhere.example/x.js></script>",
    "javascript:alert(1)//'\";alert(1)//",
    "[a link](javascript:alert(1)) ![](https://elsewhere.example/x.png)",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<iframe src=https://elsewhere.example></iframe><base href=//elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "&lt;script&gt; &amp;lt; &#x3c;script&#x3e; &quot;",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "<form action=https://elsewhere.example><button>Send</button></form>",
    "<style>*{display:none}</style><link rel=stylesheet href=//elsewhere.example/x.css>",
    "%s %d %(name)s {0} {name} %00 \\u0000 \\x3cscript\\x3e",
    "'; DROP TABLE questions; --",
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "Z\u0351\u036b\u0343a\u0329\u0359l\u0348g\u0356o\u0321\u034a, e\u0301, 👩‍👩‍👧‍👦, 🏴󠁧󠁢󠁥󠁮󠁧󠁿, ﷽, ي̈",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(1)",
    "http://a.example/?a=1&b=2#c onmouseover=alert(1) ",
    "two  spaces\ttab \u00a0 \u2003 \u3000 lines\n\nand more",
)


@cache
def given() -> tuple[str, ...]:
    """The strings of the two lists, none where they aren't there."""
    if not SHARED.exists():
        return ()
    lists = json.loads(SHARED.read_text(encoding="utf-8"))
    return tuple(string for strings in lists.values() for string in strings)


def everything() -> tuple[str, ...]:
    """Our own and those of the two lists."""
    return (*OWN, *given())


def chunks(strings: tuple[str, ...], longest: int = LONGEST_CHUNK) -> list[str]:
    """The strings one below another, as many together as ``longest`` characters have room for."""
    found: list[list[str]] = [[]]
    size = 0
    for string in strings:
        if size + len(string) > longest and found[-1]:
            found.append([])
            size = 0
        found[-1].append(string)
        size += len(string) + 1
    return ["\n".join(together) for together in found]


def bare(text: str) -> str:
    """``text`` without white space and what isn't seen: how two of them are compared after tidying."""
    return NOTHING.sub("", text)

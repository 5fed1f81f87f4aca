"""Markdown to safe HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.language import unusable
from domain.prose import DEEPEST, LONGEST, TAGS, plain, render
from domain.refusals import BadField

HOSTILE = Path(__file__).parents[2] / "../shared/data/hostile_strings.json"
SAFE_ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}
SAFE_SCHEMES = ("http://", "https://", "mailto:")
DANGEROUS = ("javascript:", "vbscript:", "data:", "file:", "livescript:", "mocha:")


class Judge(HTMLParser):
    """Collects what may not stand on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in SAFE_ATTRIBUTES.get(tag, ()):
                self.faults.append(f"{tag} {name}")
            if name == "href" and (value or "").strip().lower().startswith(DANGEROUS):
                self.faults.append(f"href {value}")


def faults(source: str) -> list[str]:
    return Judge(render(source)).faults


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](http://a 'on\"onmouseover=alert(1)')",
        '[x](<http://a"onmouseover=alert(1)>)',
        "<iframe src=http://a></iframe>",
        "<style>*{display:none}</style>",
        "| a |\n|:-:|\n| <b onclick=x>b</b> |",
        "```html\n<script>alert(1)</script>\n```",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_no_script_reaches_the_page(source: str) -> None:
    assert faults(source) == []


def test_html_is_shown_as_text() -> None:
    assert render("<b>no</b>") == "<p>&lt;b&gt;no&lt;/b&gt;</p>"


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared texts aren't here")
def test_a_collection_of_attacks_reaches_no_page() -> None:
    collections = json.loads(HOSTILE.read_text(encoding="utf-8", errors="surrogatepass"))
    texts = [text for collection in collections.values() for text in collection]
    assert len(texts) > 1000
    assert [text for text in texts if not unusable(text) and faults(text)] == []


@given(st.text(alphabet="<>[]()!`*_#\"'&;:/\\ \nabjavscript|-=", max_size=60))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_mixture_of_signs_reaches_the_page_as_markup(source: str) -> None:
    assert faults(source) == []


@pytest.mark.parametrize("marks", ["#", "##", "######"])
def test_headings_begin_below_those_of_the_page(marks: str) -> None:
    assert render(f"{marks} Title") == "<h3>Title</h3>"


@pytest.mark.parametrize(
    ("depths", "tags"),
    [
        ((1, 2, 3), "h3 h4 h5"),
        ((1, 4, 6), "h3 h4 h5"),
        ((2, 4, 2, 4), "h3 h4 h3 h4"),
        ((1, 2, 3, 4, 5, 6), "h3 h4 h5 h6 h6 h6"),
        ((3, 1), "h3 h3"),
    ],
)
def test_headings_keep_their_order_and_skip_no_level(depths: tuple[int, ...], tags: str) -> None:
    html = render("\n\n".join("#" * depth + " Title" for depth in depths))
    assert re.findall(r"<(h\d)>", html) == tags.split()
    assert re.findall(r"</(h\d)>", html) == tags.split()


def test_an_underlined_heading_is_lowered_too() -> None:
    assert render("Title\n=====") == "<h3>Title</h3>"


def test_images_are_never_loaded() -> None:
    html = render("![a portrait](https://elsewhere.example/x.png)")
    assert "<img" not in html
    assert "a portrait" in html


def test_links_carry_no_weight() -> None:
    html = render('[here](https://a.example/ "there") <mailto:a@b.example>')
    assert html.count('rel="nofollow ugc noopener"') == 2
    assert 'href="https://a.example/"' in html


def test_the_plain_marks_work() -> None:
    html = render("*em* **strong** ~~gone~~ `code`\n\n- one\n- two\n\n3. three\n\n> said\n\n---")
    for piece in (
        "<em>em",
        "<strong>",
        "<s>gone",
        "<code>",
        "<ul>",
        '<ol start="3">',
        "<blockquote>",
        "<hr>",
    ):
        assert piece in html, piece


def test_tables_are_kept() -> None:
    html = render("|a|b|\n|-|:-:|\n|1|2|")
    assert html.count("<td>") == 2
    assert "style" not in html


def test_nesting_ends_at_twenty() -> None:
    assert render("> " * 60 + "deep").count("<blockquote>") <= DEEPEST


def test_brackets_that_never_close_are_only_text() -> None:
    assert plain(render("[" * 5_000 + "(" * 5_000)) == "[" * 5_000 + "(" * 5_000


def test_twenty_thousand_characters_are_the_limit() -> None:
    assert render("x" * LONGEST)
    with pytest.raises(BadField) as refused:
        render("x" * (LONGEST + 3))
    assert refused.value == BadField("body", "too-long", LONGEST, 3)


def test_characters_are_counted_as_readers_count_them() -> None:
    assert render("e\u0301" * LONGEST)


def test_plain_gives_the_words_without_marks() -> None:
    html = render("# One\n\ntwo *three* &lt;b&gt;\n\n- four\n- five")
    assert plain(html) == "One two three <b> four five"

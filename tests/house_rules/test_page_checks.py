"""Rule 5: every page that the tests fetch is checked, and the check refuses what it should."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.pages import Page, PageClient, check

GOOD = """<!doctype html>
<html lang="en"><head><title>A panel</title><script type="module" src="/static/a.js"></script></head>
<body><h1 id="top">Ask us</h1><form method="post">
<input type="hidden" name="csrf_token" value="x">
<label for="text">Question</label><textarea id="text" name="text"></textarea>
<label class="tick"><input type="checkbox" name="show_name"><span>Show it</span></label>
<input type="text" name="link" aria-label="The link"><button type="submit">Send</button>
</form></body></html>"""

BAD = {
    "no h1": ('<h1 id="top">Ask us</h1>', "", "0 h1"),
    "two h1": ("<form", "<h1>Again</h1><form", "2 h1"),
    "no title": ("<title>A panel</title>", "", "no title"),
    "an empty title": ("A panel", " ", "no title"),
    "an id twice": ('class="tick"', 'class="tick" id="top"', r"duplicate ids \['top'\]"),
    "a script inside": ('src="/static/a.js"', "", "inline script"),
    "a style element": ("</head>", "<style>p{}</style></head>", "inline style"),
    "a style attribute": ('<h1 id="top"', '<h1 id="top" style="color:red"', r"h1 has \['style'\]"),
    "a handler": ("<button", '<button onclick="send()"', r"button has \['onclick'\]"),
    "a text without a label": ('for="text"', 'for="other"', "textarea text has no label"),
    "an input without a label": ('aria-label="The link"', "", "input link has no label"),
    "a box outside its label": (
        "<span>Show it</span>",
        '</label><input type="checkbox" name="alone">',
        "alone",
    ),
    "a choice without a label": (
        "<button",
        '<select name="topic"></select><button',
        "select topic has no label",
    ),
}


def test_a_good_page_passes() -> None:
    check(Page(GOOD), "here")


def test_data_in_a_script_element_is_no_script() -> None:
    check(Page(GOOD.replace("</head>", '<script type="application/ld+json">{}</script></head>')), "here")


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_page_is_refused(fault: str) -> None:
    taken_out, put_in, said = BAD[fault]
    page = GOOD.replace(taken_out, put_in)
    assert page != GOOD
    with pytest.raises(AssertionError, match=said):
        check(Page(page), "here")


@pytest.mark.parametrize("status", [200, 404, 409, 422, 500])
def test_the_client_checks_whatever_the_status(status: int) -> None:
    site = Flask(__name__)
    site.add_url_rule("/", view_func=lambda: (GOOD.replace("<title>A panel</title>", ""), status))
    site.test_client_class = PageClient
    with pytest.raises(AssertionError, match="no title"):
        site.test_client().get("/")


def test_every_whole_page_begins_as_one_so_that_none_escapes(app: Flask) -> None:
    for address in ("/", "/nowhere/", "/account/sign-in"):
        assert app.test_client().get(address).data.lower().startswith(b"<!doctype html>\n")

"""A panel's own colours, as a style sheet that its public pages link."""

from __future__ import annotations

import re

from domain.panel import colours
from extensions import db
from models import Panel, User
from tests.made import Made
from tests.pages import PageClient

VALUE = re.compile(r"--(accent(?:-ink|-deep|-wash)?): (#[0-9a-f]{6});")


def colour(panel: Panel, accent: str | None) -> None:
    panel.accent = accent
    db.session.commit()


def sheets(client: PageClient, address: str) -> list[str]:
    return [found["href"] for found in client.page(address).all("link") if found["rel"] == "stylesheet"]


def test_it_has_nothing_but_the_values_of_both_themes(client: PageClient, panel: Panel) -> None:
    colour(panel, "#c9411b")
    answer = client.get("/ask-us/theme.css")
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert answer.headers["Cache-Control"].startswith("public")
    palette = colours.palette("#c9411b")
    assert VALUE.findall(answer.text) == [
        (name, value)
        for made in (palette.light, palette.dark)
        for name, value in (
            ("accent", made.accent),
            ("accent-ink", made.ink),
            ("accent-deep", made.deep),
            ("accent-wash", made.wash),
        )
    ]
    rest = VALUE.sub("", answer.text)
    assert set(re.findall(r"[^\s{}]+", rest)) == {
        *("@media", "screen", "and", "(prefers-color-scheme:", "dark)", ":root"),
    }


def test_public_pages_of_a_panel_with_an_accent_link_it_after_the_tokens(
    made: Made, client: PageClient, panel: Panel, mia: User
) -> None:
    question = made.published(panel, mia, "Which colour?")
    colour(panel, "#c9411b")
    for address in ("/ask-us/", "/ask-us/ask", f"/ask-us/questions/{question.id}-which-colour"):
        linked = sheets(client, address)
        place = linked.index("/ask-us/theme.css")
        assert any("tokens.css" in sheet for sheet in linked[:place]), address
    assert "/ask-us/theme.css" not in sheets(client, "/")


def test_a_panel_without_one_has_the_houses_and_no_sheet(client: PageClient, panel: Panel) -> None:
    assert client.get("/ask-us/theme.css").status_code == 404
    assert "/ask-us/theme.css" not in sheets(client, "/ask-us/")
    assert client.get("/no-panel/theme.css").status_code == 404

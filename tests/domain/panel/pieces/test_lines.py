"""Lines, links and places in an order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from domain.panel import lines
from domain.refusals import BadField


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/help?a=b#c",
        "http://example.org",
        "https://xn--bcher-kva.example/",
        "https://пример.example/страница",
        "/about/contact",
        "/about/rules#names",
    ],
)
def test_a_link_leads_to_the_web_or_into_this_site(link: str) -> None:
    assert lines.address("link_url", f"  {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "https://",
        "https:///path",
        "https://user:pass@evil.example/",
        "https://exa mple.org/",
        "about/contact",
        "example.org",
        "ftp://example.org",
        "https://[::1",
        "\u202ehttps://example.org",
    ],
)
def test_any_other_link_is_refused(link: str) -> None:
    with pytest.raises(BadField) as refused:
        lines.address("link_url", link)
    assert (refused.value.field, refused.value.code) == ("link_url", "not-a-link")


def test_a_line_is_one_line_and_its_length_is_said() -> None:
    assert lines.line("name", "  Ada \n Brook\t", 9) == "Ada Brook"
    with pytest.raises(BadField) as refused:
        lines.line("name", "Ada Brook", 7)
    assert (refused.value.code, refused.value.limit, refused.value.over) == ("too-long", 7, 2)
    with pytest.raises(BadField):
        lines.line("name", " \n ", 7, required=True)
    with pytest.raises(BadField):
        lines.line("name", "a\0b", 7)


def test_moving_numbers_everything_anew() -> None:
    rows: list[Any] = [SimpleNamespace(id=n, position=0) for n in range(4)]
    assert lines.moved(rows, rows[2], up=True)
    assert [row.position for row in rows] == [0, 2, 1, 3]
    assert not lines.moved(rows, rows[0], up=True)
    assert not lines.moved(rows, rows[3], up=False)

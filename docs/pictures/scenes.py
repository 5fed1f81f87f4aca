"""What the pictures show, and the way to it, walked as its person would walk it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from docs.pictures.site import Site

Walk = Callable[[Page, Site], None]
DESK = (1280, 860)
PHONE = (390, 844)


@dataclass(frozen=True)
class Scene:
    """One picture: its file's name, whose page it is, the size of the window in pixels."""

    name: str
    walk: Walk
    who: str | None = None
    size: tuple[int, int] = DESK
    theme: Literal["light", "dark"] = "light"
    whole: bool = False


def at(path: str) -> Walk:
    """Go to an address."""

    def walk(page: Page, site: Site) -> None:
        page.goto(site.address + path)

    return walk


def then(first: Walk, *steps: Callable[[Page], None]) -> Walk:
    """Go somewhere, then do what the steps say."""

    def walk(page: Page, site: Site) -> None:
        first(page, site)
        for step in steps:
            step(page)

    return walk

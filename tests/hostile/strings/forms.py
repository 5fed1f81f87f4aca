"""Puts a string into every free text of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.house_rules.posts import Post
from tests.house_rules.world import World
from tests.pages import Page, PageClient

FREE_INPUTS = frozenset({"", "text", "search"})


@dataclass(frozen=True)
class Filled:
    """One form of a page as it would be sent."""

    address: str
    fields: dict[str, Any]
    free: list[str]
    """The names of its fields that take free text."""

    def with_text(self, text: str) -> dict[str, Any]:
        """Its fields, with ``text`` in every free one."""
        return {**self.fields, **dict.fromkeys(self.free, text)}


def filled(post: Post, world: World, client: PageClient) -> Filled:
    """The form of ``post``, with valid fields and the token of its page."""
    address, fields = post.address(world), post.fields(world)
    page = client.page(post.page(world) if post.page else address)
    token = next(form["fields"]["csrf_token"] for form in page.forms if "csrf_token" in form["fields"])
    return Filled(address, {**fields, "csrf_token": token}, sorted(free(page) & set(fields)))


def free(page: Page) -> set[str]:
    """The names of fields on ``page`` that take free text."""
    areas = {found["name"] for found in page.all("textarea") if "name" in found}
    inputs = page.all("input")
    return areas | {
        found["name"] for found in inputs if found.get("type", "") in FREE_INPUTS and "name" in found
    }

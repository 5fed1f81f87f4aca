"""Where things are on a page, and what hides what."""

from __future__ import annotations

from playwright.sync_api import Page

WIDER = """
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= innerWidth) return [];
  const outside = [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
  });
  return [`${page.scrollWidth} pixels`, ...outside.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
}
"""


def wider_than_the_window(page: Page) -> list[str]:
    """What makes ``page`` scroll sideways; nothing where it doesn't."""
    found: list[str] = page.evaluate(WIDER)
    return found

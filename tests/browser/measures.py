"""Where things are on a page, how large they are, and what hides what."""

from __future__ import annotations

from typing import Any

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
LOWER = """
([selector, least]) => [...document.querySelectorAll(selector)].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.height > 0 && box.height < least - 0.5;
}).map((one) => `${one.getBoundingClientRect().height} pixels: ${one.outerHTML.slice(0, 120)}`)
"""
FOCUS = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const stays = (other) => ["sticky", "fixed"].includes(getComputedStyle(other).position);
  const covers = (other) => {
    const bar = other.getBoundingClientRect();
    const height = Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top);
    const width = Math.min(box.right, bar.right) - Math.max(box.left, bar.left);
    return height > 1 && width > 1;
  };
  const hidden = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
  const bars = [...document.querySelectorAll("body *")].filter(
    (other) => stays(other) && !other.contains(one) && covers(other),
  );
  // A region that takes the focus in order to be scrolled holds the bar itself or is longer than the window.
  const region = one.matches("[role=region]");
  return {
    what: one.outerHTML.slice(0, 120),
    covered: region ? [] : bars.map((bar) => bar.outerHTML.slice(0, 60)),
    hidden: hidden,
    key: [...document.querySelectorAll("*")].indexOf(one),
  };
}
"""
MOST_STOPS = 150


def wider_than_the_window(page: Page) -> list[str]:
    """What makes ``page`` scroll sideways; nothing where it doesn't."""
    found: list[str] = page.evaluate(WIDER)
    return found


def lower_than(page: Page, selector: str, least: int) -> list[str]:
    """What ``selector`` finds on ``page`` that is shown and not ``least`` pixels high."""
    found: list[str] = page.evaluate(LOWER, [selector, least])
    return found


def out_of_sight(page: Page, press: str = "Tab") -> tuple[int, list[str]]:
    """Go through ``page`` with the key: how many places take the focus, and which of them can't be seen.

    A place can't be seen where a bar that stays covers some of it, or where it is outside the window.
    """
    stops: dict[int, dict[str, Any]] = {}
    for _ in range(MOST_STOPS):
        page.keyboard.press(press)
        stop = page.evaluate(FOCUS)
        if stop is None:  # past the end: the next press begins at the other one
            continue
        if stop["key"] in stops:
            break
        stops[stop["key"]] = stop
    unseen = [
        f"{stop['what']} under {stop['covered']}"
        for stop in stops.values()
        if stop["covered"] or stop["hidden"]
    ]
    return len(stops), unseen

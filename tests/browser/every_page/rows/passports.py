"""What the passport gained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.asker import passports
from domain.desk import reasons
from domain.question import deciding, rewording, withdrawing
from extensions import clock, db
from tests.browser.every_page.row import Row, unfold_everything

if TYPE_CHECKING:
    from tests.browser.every_page.world import World


def _appeal_badly(page: Page) -> None:
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _change_words(page: Page) -> None:
    page.get_by_label("Your question").fill("What becomes of one that was sent back to me?")
    expect(page.get_by_text("As it goes back")).to_be_visible()


def _ask_for_links(page: Page) -> None:
    page.get_by_label("E-mail").fill("rae@floor.example")
    page.get_by_role("button", name="Send my links").click()
    expect(page.get_by_text("its links are on their way")).to_be_visible()


def _ask_for_links_badly(page: Page) -> None:
    page.get_by_label("E-mail").fill("rae")
    page.get_by_role("button", name="Send my links").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _lose_the_connection(page: Page) -> None:
    page.get_by_label("Your question").fill("Does the evening train wait if the boat is late?")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="You are offline.")).to_be_visible()
    page.context.set_offline(False)


ROWS: dict[str, Row] = {
    "passport, rejected, with errors": Row("passport, rejected", then=_appeal_badly),
    "passport, returned, being changed": Row("passport, returned", then=_change_words),
    "passport, approved, unfolded": Row("passport, approved", then=unfold_everything),
    "passport, rejected again": Row("passport, rejected again"),
    "passport, appealed": Row("passport, appealed"),
    "passport, other words": Row("passport, other words", then=unfold_everything),
    "passport, split": Row("passport, split", then=unfold_everything),
    "passport, unconfirmed": Row("passport, unconfirmed", then=unfold_everything),
    "confirmation": Row("confirmation"),
    "lost link": Row("/passport/lost"),
    "lost link, with errors": Row("/passport/lost", then=_ask_for_links_badly),
    "lost link, sent": Row("/passport/lost", then=_ask_for_links),
    "erased": Row("/passport/erased?stays=1"),
    "erased, nothing stays": Row("/passport/erased"),
    "ask careful": Row("ask careful"),
    "ask, offline": Row("ask ask-us", then=_lose_the_connection),
}
VARIANTS: set[str] = {
    "passport, other words",
    "confirmation",
    "lost link, with errors",
    "passport, rejected, with errors",
    "passport, rejected again",
    "lost link",
    "lost link, sent",
    "ask careful",
    "erased, nothing stays",
    "passport, appealed",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made, told = world.made, {"name": "Rae Vale", "show_name": True, "email": "rae@floor.example"}
    reason = reasons.find("customer-support")
    for state in ("appealed", "rejected again"):
        question = world.question(state, **told)
        made.do(deciding.reject, question, world.moderator, reason=reason, explanation="Write to them.")
        withdrawing.appeal(question, why="They sent me here.", by=made.asker, at=clock.now())
        db.session.commit()
        if state == "rejected again":
            made.do(deciding.reject, question, world.colleague, reason=reason)
    reworded = world.question("other words", "WHY is this so LATE, call me on 555?", **told)
    words = {"text": "Why is this so late?", "details": ""}
    made.do(rewording.reword, reworded, world.colleague, **words)
    made.do(deciding.approve, reworded, world.moderator)
    split = world.question("split", "Why this? And why that?", **told)
    made.do(rewording.split, split, world.moderator, texts=["Why this?", "Why that?"])
    _unconfirmed(world)


def _unconfirmed(world: World) -> None:
    made = world.made
    panel = made.panel("careful", title="Ask the careful", executives=("Ada Brook",))
    panel.confirm_email = True
    db.session.commit()
    world.paths["ask careful"] = "/careful/ask"
    question = made.question(panel, "Is anybody there?", email="rae@floor.example")
    passport = question.passport
    world.paths["passport, unconfirmed"] = f"/passport/{passports.token(passport, made.link_key)}"
    token = passports.confirmation_token(passport, made.link_key)
    world.paths["confirmation"] = f"/passport/{token}/confirm"

"""Managing staff, the way in for who was invited, and one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from domain.account import disabling, inviting, loading
from domain.account.creating import Grant
from extensions import begin_writing, clock, db
from models import Role
from tests.browser.every_page.row import Row

if TYPE_CHECKING:
    from tests.browser.every_page.world import World

WHO = "administrator of staff"
AUDITOR = "auditor of staff"


def _invite_nobody(page: Page) -> None:
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _grant_for_nobody(page: Page) -> None:
    page.get_by_label("Role", exact=True).select_option("executive")
    page.get_by_role("button", name="Grant").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _join_without_a_name(page: Page) -> None:
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _take_ones_own_role(page: Page) -> None:
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _change_the_password_badly(page: Page) -> None:
    page.get_by_text("Change the password", exact=True).click()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("alert")).to_be_visible()


ROWS: dict[str, Row] = {
    "staff": Row("/manage/staff", WHO),
    "staff, searched": Row("/manage/staff?q=floor", WHO),
    "staff, nobody found": Row("/manage/staff?q=nobody+at+all", WHO),
    "staff, for an auditor": Row("/manage/staff", AUDITOR),
    "staff, one of them": Row("member", WHO),
    "staff, one for an auditor": Row("member", AUDITOR),
    "staff, with errors": Row("member", WHO, then=_grant_for_nobody),
    "staff, oneself": Row("oneself", WHO),
    "staff, oneself refused": Row("oneself", WHO, then=_take_ones_own_role),
    "staff, invited": Row("invited", WHO),
    "staff, disabled": Row("disabled", WHO),
    "invite": Row("/manage/staff/invite", WHO),
    "invite, with errors": Row("/manage/staff/invite", WHO, then=_invite_nobody),
    "invitation": Row("invitation"),
    "invitation, with errors": Row("invitation", then=_join_without_a_name),
    "invitation, ended": Row("/account/invitation/a.b", status=404),
    "security, with errors": Row("/account/security", "moderator", then=_change_the_password_badly),
}
VARIANTS: set[str] = {
    "staff, nobody found",
    "staff, with errors",
    "invite, with errors",
    "invitation, with errors",
    "staff, one of them",
    "staff, oneself refused",
    "staff, disabled",
    "invite",
    "invitation",
    "staff, searched",
    "staff, for an auditor",
    "staff, one for an auditor",
    "staff, oneself",
    "invitation, ended",
}


def place(world: World) -> None:
    """Make what the rows need, and name its addresses and people."""
    made = world.made
    office = made.user(Role.ADMINISTRATOR, name="Fay Office")
    world.emails[WHO] = office.email
    world.emails[AUDITOR] = made.user(Role.AUDITOR, name="Aud Itter").email
    member = made.user(Role.MODERATOR, Role.APPROVER, panel=world.panel, name="Noor Haddad")
    gone = made.user(Role.MODERATOR, name="Olli Rinne")
    begin_writing()
    by, now = made.by(db.session.merge(office)), clock.now()
    invitation = inviting.invite(
        email="somebody.with.a.long.name@floor.example", grant=Grant(Role.AUDITOR), by=by, at=now
    )
    locked = loading.locked(gone.id)
    assert locked is not None
    disabling.disable(locked, by=by, at=now)
    db.session.commit()
    world.paths["member"] = f"/manage/staff/{member.id}"
    world.paths["oneself"] = f"/manage/staff/{office.id}"
    world.paths["disabled"] = f"/manage/staff/{gone.id}"
    world.paths["invited"] = f"/manage/staff/{invitation.user_id}"
    world.paths["invitation"] = f"/account/invitation/{inviting.token(invitation, made.link_key)}"

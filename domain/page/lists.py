"""What is read of pages."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from extensions import db
from models import Page, PageName, PageVersion

SHOWN = 100
"""Earlier versions in a list, the newest of them."""


def pages() -> Sequence[Page]:
    """Every page with its newest version, in the order of their names' declaration."""
    found = db.session.scalars(
        select(Page).options(joinedload(Page.newest).joinedload(PageVersion.written_by))
    ).all()
    order = list(PageName)
    return sorted(found, key=lambda page: order.index(page.name))


def find(name: str) -> Page | None:
    """The page of this name with its newest version; None: there is no such page."""
    if name not in {known.value for known in PageName}:
        return None
    return db.session.scalar(
        select(Page)
        .where(Page.name == PageName(name))
        .options(joinedload(Page.newest).joinedload(PageVersion.written_by))
    )


def version(page: Page, number: int) -> PageVersion | None:
    """The version of this number."""
    return db.session.scalar(
        select(PageVersion).where(PageVersion.page_id == page.id, PageVersion.number == number)
    )


def versions(page: Page) -> Sequence[PageVersion]:
    """The versions of ``page`` with who wrote them, the newest first, 100 at most."""
    return db.session.scalars(
        select(PageVersion)
        .where(PageVersion.page_id == page.id)
        .options(joinedload(PageVersion.written_by))
        .order_by(PageVersion.number.desc())
        .limit(SHOWN)
    ).all()


def newest_rules() -> PageVersion:
    """The rules for questions as they stand."""
    page = find(PageName.RULES.value)
    assert page is not None, "the page of rules came by migration"
    return page.newest

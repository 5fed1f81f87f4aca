"""Questions in many languages, and what a search finds of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.search import desk, finding
from domain.search.asked import read
from extensions import clock, db
from models import Panel, search

WRITTEN = {
    "en": "Why were the dividends of 2025 cut, when the board's pay rose?",
    "fr": "Pourquoi les salariés d'été n'ont-ils pas de prime ?",
    "de": "Wann öffnen die Brücken an der Hauptstraße wieder?",
    "ar": "هل سيُعلن المدير عن الأسعار في السنة القادمة؟",
    "ja": "株主総会で次の工場について説明しますか。",
    "ko": "가격이 올랐나요?",
    "th": "ทำไมราคาสูงขึ้น",
    "ru": "Когда акционеры увидят новые цены?",
    "hi": "पैसे कब मिलेंगे?",
}


def found(panel: Panel, text: str) -> list[int]:
    """The ids of the questions that a search for ``text`` finds, in its order."""
    return list(db.session.scalars(desk.matching(panel, text)))


def rows() -> list[tuple[Any, ...]]:
    """The whole index of the desk."""
    return [tuple(row) for row in db.session.execute(search.desk.select().order_by(search.desk.c.rowid))]


def floor_rows() -> list[tuple[Any, ...]]:
    """The whole index of readers, without what one database keeps beside it."""
    kept = (search.floor.c.rowid, search.floor.c.words, search.floor.c.analysis)
    found = db.session.execute(search.floor.select().with_only_columns(*kept).order_by(kept[0]))
    return [tuple(row) for row in found]


def found_by_readers(text: str, panel: Panel | None = None, *, later: timedelta = timedelta(0)) -> list[int]:
    """The ids that a reader finds, the best first; everywhere unless on one panel."""
    where = finding.Where(panel, clock.now() + later)
    return [hit.id for hit in finding.hits(where, read(text))]

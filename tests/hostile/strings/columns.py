"""Every column that holds what people wrote, filled with hostile strings by plain SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Table

from domain import prose
from extensions import db
from tests.hostile.strings.hostile import bare

COLUMNS: dict[str, tuple[str, ...]] = {
    "wordings": ("text", "details"),
    "askers": ("name",),
    "event_notes": ("text",),
    "questions": ("unpublish_reason",),
    "panels": ("title", "introduction", "banner_alt"),
    "executives": ("name", "title", "organisation", "standing_reason", "portrait_alt"),
    "topics": ("title",),
    "notices": ("text",),
    "not_taken": ("title", "standard_text", "link_text"),
    "reasons": ("title", "standard_text"),
    "users": ("name",),
    "sign_ins": ("user_agent",),
    "revisions": ("body", "correction"),
    "page_versions": ("title", "body"),
}
"""By table. A row whose value is empty is left so: what stands there says something too."""
RENDERED = frozenset({"revisions", "page_versions"})
"""Tables with the HTML of their ``body`` beside it."""
MARKDOWN = frozenset({"revisions.body", "page_versions.body", "panels.introduction"})
"""Columns that a page may show as what was made of them; only a field must show them as written."""
BEGIN, END = "⟦{}⟦", "⟧{}⟧"
ENDED = re.compile(r"⟧(\d+)⟧")


@dataclass(frozen=True)
class Written:
    """What was written into one cell, between its marks."""

    column: str
    text: str


class Writing:
    """Writes strings into the cells and finds them again on pages."""

    def __init__(self, app: Flask, chunks: list[str]) -> None:
        self._app = app
        self._chunks = chunks
        self._cells: dict[int, Written] = {}
        self.seen: set[str] = set()
        """The columns that were found whole on some page, as ``table.column``."""

    def write(self, turn: int) -> None:
        """Fill every cell; from turn to turn each gets the next chunk."""
        with self._app.app_context():
            db.session.remove()
            with db.engine.connect().execution_options(floor_writes=True) as connection:
                for name, columns in COLUMNS.items():
                    table = db.metadata.tables[name]
                    for place, row in enumerate(connection.execute(table.select()).mappings().all()):
                        values = self._values(table, columns, dict(row), turn + place)
                        if values:
                            key = [column == row[column.name] for column in table.primary_key]
                            connection.execute(table.update().where(*key).values(**values))
                connection.commit()

    def columns(self) -> set[str]:
        """The columns in which something was written."""
        return {written.column for written in self._cells.values()}

    def altered(self, text: str, *, field: bool) -> list[str]:
        """What of ``text``, a page's or a field's, isn't as it was written; notes what is."""
        wrong = []
        for end in ENDED.finditer(text):
            begin = text.rfind(BEGIN.format(end[1]), 0, end.start())
            written = self._cells.get(int(end[1]))
            if begin < 0 or written is None:
                continue
            found = text[begin + len(BEGIN.format(end[1])) : end.start()]
            if bare(found) == bare(written.text):
                self.seen.add(written.column)
            elif field or written.column not in MARKDOWN:
                wrong.append(f"{written.column}: {found[:80]!r}")
        return wrong

    def _values(
        self, table: Table, columns: tuple[str, ...], row: dict[str, Any], turn: int
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for offset, name in enumerate(columns):
            if row[name]:
                chunk = self._chunks[(turn + offset) % len(self._chunks)]
                values[name] = self._marked(f"{table.name}.{name}", chunk)
        if table.name in RENDERED and "body" in values:
            values["html"] = prose.render(values["body"])
        return values

    def _marked(self, column: str, text: str) -> str:
        number = len(self._cells) + 1
        self._cells[number] = Written(column, text)
        return f"{BEGIN.format(number)}{text}{END.format(number)}"

"""A panel's questions, written out a few hundred at a time; the command and the page share it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import Flask

from domain.question.files import exporting
from domain.question.files.exporting import Form
from extensions import clock, db
from models import Panel


def written(app: Flask, panel_id: int, form: Form, *, personal: bool) -> Iterator[list[str]]:
    """The file in parts: what stands before the questions, then these, one text for each, then the end.

    Each part is read in a short transaction of its own, so that no writer waits and nothing is kept
    open for as long as the whole takes. A question is as it stood when its part was read.
    """
    with app.app_context():
        begins = _begins(db.session.get_one(Panel, panel_id), form, personal=personal)
    yield [begins]  # after its context, which would else be the reader's too
    after, first = 0, True
    while True:
        with app.app_context():
            panel = db.session.get_one(Panel, panel_id)
            records = exporting.read(
                panel,
                after=after,
                base_url=app.config["FLOOR"].base_url,
                personal=personal,
                at=clock.now(),
            )
        if not records:
            break
        after = records[-1]["id"]
        if form is Form.CSV:
            yield exporting.as_csv(map(exporting.cells, records))
        else:
            lines = exporting.as_json(records)
            yield [line if first and not n else f",\n{line}" for n, line in enumerate(lines)]
        first = False
    yield [] if form is Form.CSV else ["\n]}\n"]


def _begins(panel: Panel, form: Form, *, personal: bool) -> str:
    if form is Form.CSV:
        return exporting.header()
    said = json.dumps(exporting.about(panel, personal=personal, at=clock.now()), ensure_ascii=False)
    return said.removesuffix("}") + ', "questions": [\n'

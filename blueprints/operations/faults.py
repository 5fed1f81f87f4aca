"""What is wrong with a file of questions, in words."""

from __future__ import annotations

from blueprints.phrases import refusal_sentence
from domain.question.files import cells, rows
from domain.question.files.sheets import BadFile
from domain.refusals import BadField

FILES = {
    "no-file": "not a plain file.",
    "too-large": "larger than 64 MB. Split it.",
    "too-many-rows": "more than 200,000 rows. Split it.",
    "empty": "it is empty, or its first line is. The first line must name the columns, text among them.",
    "no-rows": "it has a first line and no rows.",
    "utf-32": "it is in UTF-32. Save it as UTF-8.",
    "utf-16-without-mark": "it looks like UTF-16 and doesn't say so at its beginning. Save it as UTF-8.",
    "not-utf-8": "it is not UTF-8 there. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).",
    "not-utf-16": "it begins as UTF-16 and is not UTF-16 there. Save it as UTF-8.",
    "cell-too-long": "a cell is longer than 200,000 characters, or a quotation mark is never closed.",
    "open-quote": "a quotation mark is opened in the row that begins there and never closed.",
    "not-csv": "this can't be read as CSV: after a closing quotation mark comes neither a separator nor "
    "the line's end.",
}
CELLS = {
    "unknown-column": f"this column isn't known. Known are {', '.join(cells.COLUMNS)}.",
    "missing-column": "the first line must name the columns, text among them.",
    "column-twice": "the first line names it twice. Take one out.",
    "unknown-status": f"write one of {', '.join(rows.STATUSES)}.",
    "unknown-reason": "there is no reason with this code.",
    "not-yes-or-no": "write yes or no, or leave it empty.",
    "not-a-time": "write the time as 2026-11-30T18:00:00Z.",
    "no-zone": "the time has no zone. Write it as 2026-11-30T18:00:00Z or with +02:00.",
    "not-in-this-status": "only approved and published rows take an answer.",
    "not-a-language": "write the language as a code, such as en or pt-BR.",
    "not-answers": "it isn't written as the export writes further answers. Empty the cell.",
    "leads-nowhere": "the question that it is merged into isn't in the file, or is merged into this one.",
}
MISSING = {
    "text": "write the question here. It needs 4 characters at least.",
    "answer": "a published row needs an answer.",
    "reason": "a rejected row needs the code of its reason.",
}


def of_file(refusal: BadFile) -> str:
    """One sentence for a file that can't be read, after where that was seen."""
    places = [
        f"byte {refusal.byte}" if refusal.byte is not None else "",
        f"line {refusal.line}" if refusal.line is not None else "",
    ]
    where = ", ".join(place for place in places if place)
    return f"{where}: {FILES[refusal.code]}" if where else FILES[refusal.code]


def of_cell(refusal: BadField) -> str:
    """One sentence for a cell or a column."""
    known = MISSING.get(refusal.field) if refusal.code == "missing" else CELLS.get(refusal.code)
    return known or refusal_sentence(refusal)


def line(problem: rows.Problem) -> str:
    """The line for one bad cell, or for a row that isn't as wide as the first line."""
    refusal = problem.refusal
    if refusal.code == "other-length":
        return f"row {problem.row}: it has {refusal.over} cells and the first line has {refusal.limit}."
    return f"row {problem.row}, {refusal.field}: {of_cell(refusal)}"

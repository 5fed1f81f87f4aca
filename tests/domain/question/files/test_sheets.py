"""A CSV file as it comes out of whatever wrote it: recognised, or refused by line and byte."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from domain.question.files import cells, sheets
from domain.question.files.sheets import BadFile
from domain.refusals import BadField

TEXT = "text,name\nWhy is it so?,Zoe\n„Warum“ – sagt er?,Jürgen\n"
ROWS = [["Why is it so?", "Zoe"], ["„Warum“ – sagt er?", "Jürgen"]]


def read(path: Path, content: bytes) -> tuple[list[str], list[list[str]]]:
    file = path / "questions.csv"
    file.write_bytes(content)
    with sheets.opened(file) as sheet:
        return sheet.columns, list(sheet)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\n\n").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("text,name", " Text ,NAME").encode(),
        TEXT.replace("text,name", '"text","name"').encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=[
        "UTF-8",
        "UTF-8 with its mark",
        "UTF-16, little end first",
        "UTF-16, big end first",
        "CR LF",
        "CR",
        "empty lines",
        "semicolons",
        "tabs",
        "names in other letters",
        "names in quotation marks",
        "no line end at the end",
    ],
)
def test_the_same_rows_are_read_however_they_were_saved(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == (["text", "name"], ROWS)


def test_line_ends_and_separators_inside_a_cell_stay(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b'text;name\n"Why;\nso?";"a ""b"", c"\n')
    assert rows == [["Why;\nso?", 'a "b", c']]


@pytest.mark.parametrize(
    ("content", "code", "line", "byte"),
    [
        (b"", "empty", None, None),
        (b"\n\n", "empty", None, None),
        (codecs.BOM_UTF8, "empty", None, None),
        (b"text\nWhy \xff so?\n", "not-utf-8", 2, 9),
        (b"text\r\nfirst?\r\nJ\xfcrgen\r\n", "not-utf-8", 3, 15),
        (b"text\rfirst?\rJ\xfcrgen\r", "not-utf-8", 3, 13),
        (b"text\n" + b"Why so?\n" * 150_000 + b"\xfc\n", "not-utf-8", 150_002, 1_200_005),
        (b"text\nWhy \xc3", "not-utf-8", 2, 9),
        (TEXT.encode("utf-16-le"), "utf-16-without-mark", None, None),
        (TEXT.encode("utf-16-be"), "utf-16-without-mark", None, None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32", None, None),
        (b'text\nfirst?\n"Why so?\n', "open-quote", 3, None),
        (b'"text\nWhy so?\n', "open-quote", 1, None),
        (b'text\n"Why" so?\n', "not-csv", 2, None),
        (b"text\nfirst?\n" + b"a" * 300_000 + b"\n", "cell-too-long", 3, None),
        (b"text\n" + b"a" * 6_000_000, "cell-too-long", 2, None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, content: bytes, code: str, line: int | None, byte: int | None
) -> None:
    with pytest.raises(BadFile) as refused:
        read(tmp_path, content)
    assert refused.value == BadFile(code, line, byte)


def test_a_file_of_more_than_64_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    with file.open("wb") as raw:
        raw.write(b"text\n")
        raw.truncate(sheets.LARGEST_FILE + 1)
    with pytest.raises(BadFile) as refused, sheets.opened(file):
        pass
    assert refused.value == BadFile("too-large")


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused, sheets.opened(tmp_path):
        pass
    assert refused.value == BadFile("no-file")


def test_more_rows_than_the_limit_are_refused_at_the_first_one_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert len(read(tmp_path, b"text\none?\ntwo?\n")[1]) == 2
    with pytest.raises(BadFile) as refused:
        read(tmp_path, b"text\none?\ntwo?\nthree?\n")
    assert refused.value == BadFile("too-many-rows", 4)


@pytest.mark.parametrize(
    ("columns", "column", "code"),
    [
        (["text", "colour"], "colour", "unknown-column"),
        (["text", ""], "", "unknown-column"),
        (["text", "id"], "id", "unknown-column"),
        (["details"], "text", "missing-column"),
        (["text", "name", "name"], "name", "column-twice"),
    ],
)
def test_a_first_line_that_says_the_wrong_thing_is_refused(
    columns: list[str], column: str, code: str
) -> None:
    with pytest.raises(BadField) as refused:
        sheets.check_columns(columns)
    assert refused.value == BadField(column, code)


def test_only_a_file_of_ours_may_have_the_columns_of_the_export() -> None:
    sheets.check_columns(cells.COLUMNS)
    sheets.check_columns(cells.OURS)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "'tis so", "''", "plain", "", "a=1"]
)
def test_a_cell_that_begins_like_a_formula_is_guarded_and_given_back_exactly(cell: str) -> None:
    guarded = cells.guarded(cell)
    assert not guarded.startswith(cells.FORMULA)
    assert cells.bare(guarded) == cell
    assert (guarded == cell) == (cell in ("plain", "", "a=1"))

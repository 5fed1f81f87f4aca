"""A CSV file becomes rows of cells, a few at a time; what can't be read is refused by line and byte."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from domain.question.files.cells import COLUMNS, MARK, OURS
from domain.refusals import BadField, Refusal

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_CELL = 200_000
MOST_ROWS = 200_000
SEPARATORS = (",", ";", "\t")
LONGEST_LINE = LARGEST_CELL * len(OURS)
"""No line with a cell that can be kept is longer: a file without line ends never fills the memory."""

CHUNK = 1024 * 1024
FOUR_BYTES = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOOKED_AT = 256
"""Bytes of the first line that tell the encoding: column names are ASCII."""


@dataclass
class BadFile(Refusal):
    """The file can't be read as it is; ``line`` counts from 1, ``byte`` from 0."""

    code: str
    line: int | None = None
    byte: int | None = None


class Sheet:
    """The columns of a file, as its first line names them, and its rows.

    Iterating gives the cells of each row below the first line; empty lines are passed over.

    Raises:
        BadFile: the file can't be read, or has more than 200,000 rows.
        BadField: the first line names a column twice, or one that isn't known, or not ``text``.
    """

    def __init__(self, text: TextIO) -> None:
        self._lines = _lines(text)
        first = next(self._lines, "")
        if not first.strip():
            raise BadFile("empty")
        self.separator, names = _header(first)
        self.columns = [name.strip().casefold() for name in names]
        check_columns(self.columns)

    def __iter__(self) -> Iterator[list[str]]:
        reader = csv.reader(self._lines, delimiter=self.separator, strict=True)
        taken = 0
        while True:
            begins = reader.line_num + 2  # the first line was read before
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise BadFile(_fault(error), begins) from error
            if cells is None:
                return
            if not cells:
                continue
            taken += 1
            if taken > MOST_ROWS:
                raise BadFile("too-many-rows", begins)
            yield cells


@contextmanager
def opened(path: Path) -> Iterator[Sheet]:
    """The sheet in the file at ``path``. What its bytes are is found out before all of it is read.

    Raises:
        BadFile: see ``Sheet``; also where the file is too large, or not text in UTF-8.
        BadField: see ``Sheet``.
    """
    if not path.is_file():
        raise BadFile("no-file")
    if path.stat().st_size > LARGEST_FILE:
        raise BadFile("too-large")
    encoding = _encoding(path)
    csv.field_size_limit(LARGEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as text:
            yield Sheet(text)
    except UnicodeDecodeError as error:
        raise _undecodable(path, encoding) from error


def check_columns(columns: Sequence[str]) -> None:
    """Refuse a first line without ``text``, or with a name that is there twice or not known.

    Raises:
        BadField: its field is the column.
    """
    known = OURS if MARK in columns else COLUMNS
    for place, column in enumerate(columns):
        if column not in known:
            raise BadField(column, "unknown-column")
        if column in columns[:place]:
            raise BadField(column, "column-twice")
    if "text" not in columns:
        raise BadField("text", "missing-column")


def _encoding(path: Path) -> str:
    """UTF-8, or UTF-16 where the file says so with its first two bytes."""
    with path.open("rb") as raw:
        begins = raw.read(LOOKED_AT)
    if begins.startswith(FOUR_BYTES):
        raise BadFile("utf-32")
    if begins.startswith(TWO_BYTES):
        return "utf-16"
    name = begins.split(b"\n")[0]
    if b"\0" in name and name.count(b"\0") >= len(name) // 3:
        raise BadFile("utf-16-without-mark")
    return "utf-8-sig"


def _undecodable(path: Path, encoding: str) -> BadFile:
    """Which byte of the file can't be read, and in which line it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    code = "not-utf-16" if encoding == "utf-16" else "not-utf-8"
    before, lines, ended_by_cr = 0, 1, False
    with path.open("rb") as raw:
        while True:
            chunk = raw.read(CHUNK)
            held = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                valid = error.object[: error.start].decode(encoding, "replace")
                return BadFile(code, lines + _line_ends(valid, ended_by_cr), before - held + error.start)
            if not chunk:
                return BadFile(code)
            lines += _line_ends(text, ended_by_cr)
            ended_by_cr = text.endswith("\r") if text else ended_by_cr
            before += len(chunk)


def _line_ends(text: str, after_cr: bool) -> int:
    """How many lines end in ``text``, whichever way they do; ``after_cr`` what came before ended in CR."""
    split = after_cr and text.startswith("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n") - split


def _lines(text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise BadFile("cell-too-long", number)
        yield line


def _header(line: str) -> tuple[str, list[str]]:
    """The separator that makes the most known names of the first line, and its names."""
    found: list[tuple[int, str, list[str]]] = []
    for separator in SEPARATORS:
        try:
            names = next(csv.reader([line], delimiter=separator, strict=True))
        except csv.Error:
            continue
        known = sum(name.strip().casefold() in OURS for name in names)
        found.append((known, separator, names))
    if not found:
        raise BadFile("open-quote", 1)
    _, separator, names = max(found, key=lambda one: one[0])
    return separator, names


def _fault(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return "cell-too-long"
    return "open-quote" if "unexpected end" in said else "not-csv"

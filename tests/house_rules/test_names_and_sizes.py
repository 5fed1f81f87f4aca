"""What is shared has a name, and what has grown is split by noun."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("adapters", "blueprints", "domain", "models", "migrations", "tests", "benchmarks")
FOLDERS = (*CODE, "templates", "static", "deploy")
LONGEST = 300
NAMELESS = re.compile(r"(^|[-_])(utils?|helpers?|services?|common|misc)([-_]|$)")
NAMED_BY_SOMETHING_ELSE = {
    "deploy/systemd": "by systemd, which knows a unit by its file",
    "migrations/versions": "by their dates",
    "templates/timeline": "by the actions of the events that they show",
}
"""Folders whose files can't choose how their names begin, and what names them."""


def sources(*folders: str) -> list[Path]:
    """Our own files below ``folders`` and beside them at the top."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [path for path in found if "__pycache__" not in path.parts] + list(ROOT.glob("*.py"))


def said(path: Path) -> str:
    """The path as a person would write it."""
    return path.relative_to(ROOT).as_posix()


def first_word(name: str) -> str:
    """How a name begins: its first word, after what all tests and private files begin with."""
    return re.split(r"[-_.]", name.removeprefix("test_").lstrip("_"))[0]


def crowds(folder: Path) -> list[str]:
    """The words with which three names or more in ``folder`` begin."""
    words = Counter(
        first_word(path.name)
        for path in folder.iterdir()
        if path.name != "__pycache__" and not path.name.startswith("__")
    )
    return [word for word, count in words.items() if count >= 3]


def test_no_file_passes_300_lines() -> None:
    long = {
        said(path): lines
        for path in sources(*CODE)
        if path.suffix == ".py" and said(path.parent) != "migrations/versions"
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long, f"split by noun: {long}"


def test_no_file_or_folder_is_called_utils_or_the_like() -> None:
    names = {part for path in sources(*FOLDERS) for part in path.relative_to(ROOT).parts}
    assert not [name for name in names if NAMELESS.search(Path(name).stem)]


@pytest.mark.parametrize("name", ["utils", "util", "mail_helpers", "services", "common", "misc-text"])
def test_such_a_name_would_be_found(name: str) -> None:
    assert NAMELESS.search(name)


@pytest.mark.parametrize("name", ["commons", "utility_bills", "serviced", "helping"])
def test_a_name_that_only_looks_so_is_let_be(name: str) -> None:
    assert not NAMELESS.search(name)


def test_a_folder_in_which_three_names_begin_alike_has_become_a_folder() -> None:
    folders = {path.parent for path in sources(*FOLDERS)} - {ROOT}
    crowded = {
        said(folder): words
        for folder in folders
        if said(folder) not in NAMED_BY_SOMETHING_ELSE and (words := crowds(folder))
    }
    assert not crowded, f"make a folder of that name: {crowded}"


def test_three_that_begin_alike_would_be_found(tmp_path: Path) -> None:
    for name in ("answer_lists.py", "answer_forms.py", "answer.py", "question.py"):
        (tmp_path / name).touch()
    assert crowds(tmp_path) == ["answer"]


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    for name in ("app.py", "settings.py", "extensions.py", "pyproject.toml"):
        assert (ROOT / name).is_file(), name
    for name in ("adapters", "blueprints", "domain", "migrations", "models", "static", "templates", "tests"):
        assert (ROOT / name).is_dir(), name

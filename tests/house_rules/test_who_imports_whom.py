"""The layers: import-linter's contracts, and what it can't take as roots."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"adapters", "app", "blueprints", "domain", "extensions", "models", "settings", "tests"}


def imported(file: Path) -> Iterator[str]:
    """The first part of every module that ``file`` imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def test_the_layers_are_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["settings.py", "extensions.py"])
def test_settings_and_extensions_import_nothing_of_ours(name: str) -> None:
    assert not set(imported(ROOT / name)) & (OURS | {"."})


def test_models_import_only_extensions_and_themselves() -> None:
    for file in (ROOT / "models").rglob("*.py"):
        assert set(imported(file)) & OURS <= {"extensions", "models"}, file.name


def test_migrations_import_nothing_of_ours() -> None:
    files = list((ROOT / "migrations").rglob("*.py"))
    assert len(files) >= 2
    for file in files:
        assert not set(imported(file)) & (OURS | {"."}), file.name


def test_nothing_imports_the_application_but_what_starts_it() -> None:
    for package in ("adapters", "blueprints", "domain", "models"):
        for file in (ROOT / package).rglob("*.py"):
            assert not set(imported(file)) & {"app", "tests"}, file


def test_doors_never_import_one_another() -> None:
    packages = [folder / "__init__.py" for folder in (ROOT / "blueprints").iterdir() if folder.is_dir()]
    doors = [file.parent for file in packages if file.exists() and "Blueprint(" in file.read_text()]
    names = {door.name for door in doors}
    assert {"reading", "asking", "moderating", "answering", "managing", "accounts", "operations"} == names
    for door in doors:
        others = names - {door.name}
        for file in door.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not [other for other in others if f"blueprints.{other}" in text], file


def test_the_finder_of_imports_finds_them(tmp_path: Path) -> None:
    file = tmp_path / "sly.py"
    file.write_text("def later():\n    from domain.question import lists\n    import settings as s\n")
    assert set(imported(file)) == {"domain", "settings"}
